import type { ReactNode } from 'react';

import { CopyButton } from '#components/ui/copy-button.tsx';
import type { ScannedMessage } from '#lib/messages/types';

/** Lambda's own words for why it gave up, and ours. */
const CONDITIONS: Readonly<Record<string, string>> = {
  RetriesExhausted: 'all retries failed',
  EventAgeExceeded: 'the event became too old',
  ZeroReservedConcurrency: 'the function may not run: its reserved concurrency is 0',
};

/** Why an event that was never in a source queue is here: an asynchronous invocation failed. */
export function InvocationFacts({ invocation }: { invocation: NonNullable<ScannedMessage['invocation']> }) {
  const { functionName, requestId, errorCode, errorMessage, condition } = invocation;
  const why = condition === null ? null : (CONDITIONS[condition] ?? condition);
  const facts: [name: string, value: ReactNode][] = [
    ['Function', functionName ?? 'not named by Lambda’s dead letter'],
    ...(why === null ? [] : [['Gave up because', why] as [string, ReactNode]]),
    ...(errorCode === null ? [] : [['Error code', errorCode] as [string, ReactNode]]),
  ];
  return (
    <section
      aria-label="Asynchronous invocation"
      className="rounded-md border border-danger-line bg-danger-soft px-3 py-2"
    >
      <h3 className="font-medium">
        Asynchronous invocation failed
        {errorMessage && (
          <>
            : <bdi className="font-normal break-words">{errorMessage.slice(0, 1000)}</bdi>
          </>
        )}
      </h3>
      <dl className="pt-1">
        {facts.map(([name, value]) => (
          <div key={name} className="flex gap-3">
            <dt className="w-[134px] flex-none text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
        <div className="flex items-center gap-3">
          <dt className="w-[134px] flex-none text-muted">Request id</dt>
          <dd className="flex min-w-0 flex-1 items-center justify-between gap-1">
            <span className="min-w-0 font-mono text-xs break-all">{requestId}</span>
            <CopyButton text={requestId} label="Copy request id" />
          </dd>
        </div>
      </dl>
    </section>
  );
}
