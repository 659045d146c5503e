import { formatAge, formatCount, formatTime } from '#components/ui/format.ts';
import type { LatestAttempt } from '#lib/attempts/types';
import type { ScannedMessage } from '#lib/messages/types';

import { CauseCell } from './causes/cause-cell.tsx';
import type { Lookup } from './causes/lookup.ts';
import { WIDE_ONLY } from './columns.tsx';

/** More would not fit on the widest screen, and a body may have a million characters. */
const PREVIEW_LENGTH = 300;

/** Less than this left is worth a colour. */
const SOON_MS = 86_400_000;

/** Id of the button that opens a message. */
export function openButtonId(messageId: string): string {
  return `open-${messageId}`;
}

export function DeadLetterRow({
  message,
  attempt,
  lookupState,
  rowIndex,
  nowMs,
  selected,
  open,
  onSelect,
  onOpen,
}: {
  message: ScannedMessage;
  /** Its latest, where one is known. */
  attempt: LatestAttempt | undefined;
  lookupState: Lookup['state'];
  /** Of the whole table, 1 for the head. */
  rowIndex: number;
  nowMs: number;
  selected: boolean;
  /** Shown in the drawer now. */
  open: boolean;
  onSelect: (selected: boolean) => void;
  onOpen: () => void;
}) {
  const { messageId, body, deadLetterSource, receiveCount, generation, sentAtMs, expiresAtMs } = message;
  const short = messageId.slice(0, 8);
  const leftMs = expiresAtMs === null ? Infinity : expiresAtMs - nowMs;
  return (
    <tr aria-rowindex={rowIndex} className={`relative ${open || selected ? 'bg-accent-soft!' : ''}`}>
      <td>
        {/* Above the id's button, which fills the row. */}
        <label className="relative z-10 -ml-2 flex size-8 items-center justify-center">
          <input
            type="checkbox"
            aria-label={`Select ${short}`}
            checked={selected}
            onChange={(event) => onSelect(event.target.checked)}
          />
        </label>
      </td>
      <td>
        <button
          type="button"
          id={openButtonId(messageId)}
          className="font-mono text-xs after:absolute after:inset-0"
          title={messageId}
          aria-pressed={open}
          onClick={onOpen}
        >
          {short}
        </button>
      </td>
      <td>
        <CauseCell attempt={attempt} state={lookupState} />
      </td>
      <td className="font-mono text-xs">{body.slice(0, PREVIEW_LENGTH).replaceAll(/\s+/g, ' ')}</td>
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
        {expiresAtMs === null ? '—' : `in ${formatAge(leftMs / 1000)}`}
      </td>
    </tr>
  );
}
