import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatAge, formatCount, formatTime } from '#components/ui/format.ts';
import type { RetryingMessage } from '#lib/attempts/types';

import { expectNext } from './expectation.ts';

/** Up to so many receives are drawn one by one. */
const MOST_DOTS = 5;
/** More would not fit, and a message may have a thousand characters. */
const PREVIEW_LENGTH = 200;

/** Id of the button that opens a retried message. */
export function retryingButtonId(messageId: string): string {
  return `retrying-${messageId}`;
}

/** A message between two attempts: why, how far, and when it goes on. */
export function RetryingRow({
  message,
  maxReceiveCount,
  nowMs,
  open,
  onOpen,
}: {
  message: RetryingMessage;
  /** Null without a redrive policy. */
  maxReceiveCount: number | null;
  nowMs: number;
  /** Its attempts are shown now. */
  open: boolean;
  onOpen: () => void;
}) {
  const { messageId, error, startedAtMs, nextAttemptAtMs } = message;
  const { text, more, detail, tone } = expectNext(message, nowMs);
  return (
    <tr className={`relative ${open ? 'bg-accent-soft!' : ''}`}>
      <th scope="row">
        <span className="flex items-center font-normal">
          <button
            type="button"
            id={retryingButtonId(messageId)}
            className="font-mono text-xs after:absolute after:inset-0"
            title={messageId}
            aria-pressed={open}
            onClick={onOpen}
          >
            {messageId.slice(0, 8)}
          </button>
          {/* Above the id's button, which fills the row. */}
          <span className="relative z-10">
            <CopyButton text={messageId} label={`Copy message id ${messageId.slice(0, 8)}`} />
          </span>
        </span>
      </th>
      <td title={error ? `${error.name}: ${error.message}` : undefined}>
        <bdi className="font-medium">
          {error?.name ?? (message.outcome === 'timed-out' ? 'TimedOut' : '—')}
        </bdi>{' '}
        <bdi className="text-muted">{error?.message.slice(0, PREVIEW_LENGTH)}</bdi>
      </td>
      <td>
        <Receives message={message} maxReceiveCount={maxReceiveCount} />
      </td>
      <td className="hidden text-muted @2xl:table-cell" title={formatTime(startedAtMs)}>
        {formatAge((nowMs - startedAtMs) / 1000)} ago
      </td>
      <td className={tone} title={`${detail} ${formatTime(nextAttemptAtMs)}`}>
        {text}
        {more !== null && <span className="hidden @4xl:inline">: {more}</span>}
      </td>
    </tr>
  );
}

/** How many of its receives are used up. */
function Receives({
  message: { attempt, receiveCount, receivesLeft, generation },
  maxReceiveCount,
}: {
  message: RetryingMessage;
  maxReceiveCount: number | null;
}) {
  return (
    <span className="flex items-center gap-2">
      {maxReceiveCount !== null && maxReceiveCount <= MOST_DOTS && (
        <span aria-hidden className={`gap-1 ${generation > 0 ? 'hidden @4xl:flex' : 'flex'}`}>
          {Array.from({ length: maxReceiveCount }, (_, index) => (
            <span
              key={index}
              className={`dot ${index < receiveCount ? 'text-danger' : 'dot-hollow text-faint'}`}
            />
          ))}
        </span>
      )}
      <span>
        {formatCount(receiveCount)}
        {maxReceiveCount !== null && ` of ${formatCount(maxReceiveCount)}`}
        {receivesLeft !== null && <span className="text-muted"> · {formatCount(receivesLeft)} left</span>}
      </span>
      {generation > 0 && (
        <span className="badge" title={`Attempt ${formatCount(attempt)} over all its redrives`}>
          redriven
        </span>
      )}
    </span>
  );
}
