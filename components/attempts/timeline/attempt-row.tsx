import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatAge, formatCount, formatDuration, formatTime } from '#components/ui/format.ts';
import { ScrollBox } from '#components/ui/group.tsx';
import type { Attempt } from '#lib/attempts/types';

import { RailRow, Thread } from './rail.tsx';

const OUTCOMES = {
  failed: { word: 'failed', tone: 'text-danger' },
  'timed-out': { word: 'timed out', tone: 'text-warning' },
  succeeded: { word: 'succeeded', tone: 'text-ok' },
};

/** An attempt that was recorded: when, how long, how it ended; stack and function on demand. */
export function AttemptRow({ attempt, last, nowMs }: { attempt: Attempt; last: boolean; nowMs: number }) {
  const { startedAtMs, durationMs, error, functionName, functionVersion, scope } = attempt;
  const { word, tone } = OUTCOMES[attempt.outcome];
  return (
    <RailRow
      rail={
        <>
          <span className={`dot my-1.5 size-2! ${tone}`} />
          {!last && <Thread />}
        </>
      }
    >
      <div className="group/attempt pb-1.5">
        <p className="flex items-baseline gap-2">
          <span className="font-medium">Attempt {formatCount(attempt.attempt)}</span>
          <span className={tone}>{word}</span>
          <span className="label ml-auto">
            <span title="From start to end of its handling">{formatDuration(durationMs)}</span>
            {' · '}
            <span title={formatTime(startedAtMs)}>{formatAge((nowMs - startedAtMs) / 1000)} ago</span>
          </span>
        </p>
        {error && (
          <p className="line-clamp-3 break-words group-has-[[open]]/attempt:line-clamp-none">
            <bdi className="font-medium">{error.name}</bdi>{' '}
            <bdi className="whitespace-pre-line text-muted">{error.message}</bdi>
          </p>
        )}
        {scope === 'batch' && <p className="label">Failed with its whole batch.</p>}
        <details className="group/details">
          <summary className="label flex w-fit max-w-full list-none items-center gap-1 rounded hover:text-ink [&::-webkit-details-marker]:hidden">
            <span aria-hidden className="w-2 text-faint group-open/details:rotate-90">
              ›
            </span>
            {error?.stack ? 'Stack' : 'Details'}
            <span className="truncate pl-1 text-faint">
              {functionName}, {functionVersion}
            </span>
          </summary>
          <AttemptDetails attempt={attempt} />
        </details>
      </div>
    </RailRow>
  );
}

/** What it takes to find the attempt in the function's log, and where it failed. */
function AttemptDetails({ attempt }: { attempt: Attempt }) {
  const { error, functionName, functionVersion, requestId, receiveCount, messageId } = attempt;
  const facts = [
    ['Function', functionName, null],
    ['Version', functionVersion, null],
    ['Request id', requestId, 'Copy request id'],
    ['Receive', `${formatCount(receiveCount)} of message ${messageId.slice(0, 8)}`, null],
  ] as const;
  return (
    <>
      {error?.stack && (
        <div className="relative mt-1">
          <ScrollBox
            label={`Stack of attempt ${attempt.attempt}`}
            className="max-h-56 rounded-md border bg-sunken p-2 pr-8"
          >
            <pre className="text-xs leading-[18px] break-words whitespace-pre-wrap">
              {error.stack.split('\n').map((line, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- lines of one text do not move
                <span key={index} dir="auto" className="block pl-[6ch] -indent-[6ch]">
                  {line}
                </span>
              ))}
            </pre>
          </ScrollBox>
          <span className="absolute top-1 right-1 rounded bg-sunken">
            <CopyButton text={error.stack} label={`Copy stack of attempt ${attempt.attempt}`} />
          </span>
        </div>
      )}
      <dl className="grid grid-cols-[80px_minmax(0,1fr)] items-center py-1 text-xs">
        {facts.map(([name, value, copy]) => (
          <div key={name} className="col-span-2 grid min-h-6 grid-cols-subgrid items-center">
            <dt className="text-muted">{name}</dt>
            <dd className="flex min-w-0 items-center gap-1">
              <bdi className={`min-w-0 break-all ${copy ? 'font-mono' : ''}`}>{value}</bdi>
              {copy && <CopyButton text={value} label={copy} />}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
