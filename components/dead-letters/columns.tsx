/** Widths for head and rows: checkbox, id, body (the rest), source, receives, redriven, sent, expires. */
const WIDTHS = [52, 100, undefined, 150, 84, 84, 108, 112];

export function Columns() {
  return (
    <colgroup>
      {WIDTHS.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- columns have no other name and never move
        <col key={index} style={{ width }} />
      ))}
    </colgroup>
  );
}
