import { memo } from 'react';

import { formatAge, formatCount, formatTime } from '#components/ui/format.ts';
import { showControls } from '../message/show-controls.ts';
import type { WorkbenchRow, WorkbenchView } from '../workbench/types.ts';
import { CauseCell } from './cause-cell.tsx';
import { COLUMNS, WIDE_ONLY } from './columns.tsx';

/** More would not fit on the widest screen, and a body may have a million characters. */
const PREVIEW_LENGTH = 300;

/** Less than this left is worth a colour. */
const SOON_MS = 86_400_000;

export const ROW_HEIGHT = 36;

/** Id of the row at `index`, for the table to point at. */
export function rowId(index: number): string {
  return `dead-letter-${index}`;
}

interface RowProps {
  /** Undefined until it has come. */
  row: WorkbenchRow | undefined;
  index: number;
  lookupState: WorkbenchView['lookup']['state'];
  nowMs: number;
  selected: boolean;
  /** Shown in the drawer now. */
  open: boolean;
  /** The keys are at it. */
  active: boolean;
}

/**
 * One message in a line. It listens to nothing: the table does, so that a thousand rows a second cost little. What was clicked is told
 * by `data-index` and `data-select`.
 */
export const MessageRow = memo(function MessageRow({
  row,
  index,
  selected,
  open,
  active,
  ...rest
}: RowProps) {
  return (
    <tr
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-active={active || undefined}
      className={`relative data-active:group-focus/table:shadow-[inset_2px_0_0_var(--accent)] ${open || selected ? 'bg-accent-soft!' : ''}`}
    >
      {row ? <Cells row={row} selected={selected} {...rest} /> : <Skeleton />}
    </tr>
  );
});

function Cells({
  row: { message, attempt },
  lookupState,
  nowMs,
  selected,
}: Pick<RowProps, 'lookupState' | 'nowMs' | 'selected'> & { row: WorkbenchRow }) {
  const { messageId, body, deadLetterSource, receiveCount, generation, sentAtMs, expiresAtMs } = message;
  const short = messageId.slice(0, 8);
  const leftMs = expiresAtMs === null ? Infinity : expiresAtMs - nowMs;
  return (
    <>
      {/* Above the id's button, which fills the row. */}
      <td data-select className="relative z-10">
        <input
          type="checkbox"
          tabIndex={-1}
          className="block"
          aria-label={`Select ${short}`}
          checked={selected}
          readOnly
        />
      </td>
      <td>
        <button
          type="button"
          tabIndex={-1}
          className="font-mono text-xs after:absolute after:inset-0"
          title={messageId}
        >
          {short}
        </button>
      </td>
      <td>
        <CauseCell attempt={attempt} state={lookupState} />
      </td>
      <td className="font-mono text-[12px]">
        {showControls(body.slice(0, PREVIEW_LENGTH).replaceAll(/\s+/g, ' '))}
      </td>
      <td className={`text-muted ${WIDE_ONLY}`}>
        {deadLetterSource ?? <span title="Sent here directly">direct</span>}
      </td>
      <td className="num">{formatCount(receiveCount)}</td>
      <td className={`num ${generation ? 'text-warning' : 'text-faint'}`}>
        {generation ? `${formatCount(generation)} ×` : '—'}
      </td>
      <td className="num text-muted" title={formatTime(sentAtMs)}>
        {formatAge((nowMs - sentAtMs) / 1000)} ago
      </td>
      <td
        className={`num ${leftMs < SOON_MS ? 'text-danger' : 'text-muted'}`}
        title={expiresAtMs === null ? 'Not known' : formatTime(expiresAtMs)}
      >
        {describeLeft(leftMs)}
      </td>
    </>
  );
}

function describeLeft(leftMs: number): string {
  if (leftMs === Infinity) return '—';
  return leftMs <= 0 ? 'expired' : `in ${formatAge(leftMs / 1000)}`;
}

/** In the place of a row that is on its way; as high as one. */
function Skeleton() {
  return (
    <>
      <td aria-label="On its way" />
      {COLUMNS.map(({ name, className }) => (
        <td
          key={name}
          aria-label={`${name}: on its way`}
          className={className === WIDE_ONLY ? WIDE_ONLY : ''}
        >
          <span className="block h-2 rounded bg-line" />
        </td>
      ))}
    </>
  );
}
