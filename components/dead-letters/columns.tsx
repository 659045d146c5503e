/** Shown only where the table is wide enough: it is the same for most messages, and in the drawer too. */
export const WIDE_ONLY = 'hidden @min-[1000px]:table-cell';

/** Widths for head and rows: checkbox, id, cause, body (the rest), source, receives, redriven, sent, expires. */
const WIDTHS = [
  'w-[52px]',
  'w-[92px]',
  'w-[180px] @min-[820px]:w-[224px] @min-[1000px]:w-[32%]',
  '',
  'w-[140px] hidden @min-[1000px]:table-column',
  'w-[76px]',
  'w-[78px]',
  'w-[92px]',
  'w-[96px]',
];

export function Columns() {
  return (
    <colgroup>
      {WIDTHS.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- columns have no other name and never move
        <col key={index} className={width} />
      ))}
    </colgroup>
  );
}
