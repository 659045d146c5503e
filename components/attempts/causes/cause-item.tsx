import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatAge, formatCount, formatCounted, formatSeconds, formatTime } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { Cause } from '#lib/attempts/types';

import { Trend } from './trend.tsx';

/** One cause: what it says, when, how often, and where its messages are. */
export function CauseItem({
  cause,
  periodSeconds,
  deadLetterQueue,
  nowMs,
}: {
  cause: Cause;
  /** Of its trend. */
  periodSeconds: number;
  /** Null without a redrive policy. */
  deadLetterQueue: string | null;
  nowMs: number;
}) {
  const { fingerprint, errorName, message, count, messages, trend, sampleMessageId } = cause;
  const { firstSeenAtMs, lastSeenAtMs } = cause;
  const ago = (atMs: number) => <span title={formatTime(atMs)}>{formatAge((nowMs - atMs) / 1000)} ago</span>;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 border-t px-6 py-2.5 hover:bg-hover @2xl:grid-cols-[minmax(0,1fr)_120px_104px]">
      <div className="min-w-0">
        <p className="truncate font-medium" title={errorName}>
          <bdi>{errorName}</bdi>
        </p>
        {message && (
          <p dir="auto" title={message} className="line-clamp-2 break-words text-muted">
            {message}
          </p>
        )}
        <p className="label flex flex-wrap items-center gap-x-3">
          <span>
            {count > 1 && <>first {ago(firstSeenAtMs)} · </>}last {ago(lastSeenAtMs)}
          </span>
          {deadLetterQueue !== null ? (
            <RouteLink
              href={`/queues/${deadLetterQueue}/dead-letters?cause=${encodeURIComponent(fingerprint)}`}
              className="link"
              aria-label={`Open its dead letters: ${errorName}`}
            >
              Open its dead letters
            </RouteLink>
          ) : (
            <span className="flex items-center">
              sample <span className="pl-1 font-mono">{sampleMessageId.slice(0, 8)}</span>
              <CopyButton
                text={sampleMessageId}
                label={`Copy the id of a message that failed with ${errorName}`}
              />
            </span>
          )}
        </p>
      </div>
      <div className="hidden pt-1 @2xl:block">
        <Trend
          counts={trend}
          label={`${errorName}: failures per ${formatSeconds(periodSeconds)}, at most ${formatCount(Math.max(0, ...trend))}`}
        />
      </div>
      <p className="text-right whitespace-nowrap">
        <b className="block text-lg leading-6 font-medium">{formatCount(count)}</b>
        <span className="label block">{count === 1 ? 'failure' : 'failures'}</span>
        <span className="label block">{formatCounted(messages, 'message')}</span>
      </p>
    </li>
  );
}
