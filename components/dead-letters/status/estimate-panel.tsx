import type { ReactNode } from 'react';

import { describeCost, describeDuration } from '#components/redrives/dialog/plan/plan-text.ts';
import { formatCount, formatCounted } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { ScanEstimate } from '#lib/messages/types';

/** What a look would take and do, before a big or risky one. */
export function EstimatePanel({
  name,
  estimate,
  problem,
  deadLetterQueue,
  onRead,
  onDismiss,
}: {
  /** Of the queue. */
  name: string;
  /** Null while it is being made. */
  estimate: ScanEstimate | null;
  /** Why there is none. */
  problem: string | null;
  /** Where a refused reader should look instead. */
  deadLetterQueue: string | null;
  /** `confirm`: a yes to what the refusal says. */
  onRead: (request: { confirm: boolean }) => void;
  /** Leaves it; null where there is nothing to go back to. */
  onDismiss: (() => void) | null;
}) {
  const refusal = estimate?.refusal ?? null;
  return (
    <section aria-labelledby="estimate" className="mx-auto w-full max-w-2xl space-y-3 px-6 py-10">
      <h2 id="estimate" className="text-lg font-medium">
        {refusal ? `${name} is not read by the desk without your yes` : `Before ${name} is read`}
      </h2>
      {problem !== null && <Notice tone="warning">It cannot be estimated: {problem}</Notice>}
      {estimate === null && problem === null && <div className="pulse h-16" aria-label="Estimating…" />}
      {refusal && <Notice tone="warning">{refusal.message}</Notice>}
      {estimate && <Figures estimate={estimate} />}
      {estimate && estimate.notes.length > 0 && (
        <ul className="list-disc space-y-1 pl-4 text-muted">
          {estimate.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2 pt-1">
        {refusal && deadLetterQueue && (
          <RouteLink href={`/queues/${deadLetterQueue}/dead-letters`} className="btn btn-accent">
            Dead letters in {deadLetterQueue}
          </RouteLink>
        )}
        <button
          type="button"
          className={refusal ? 'btn' : 'btn btn-accent'}
          disabled={estimate === null && problem === null}
          onClick={() => onRead({ confirm: refusal !== null })}
        >
          {readText(estimate)}
        </button>
        {onDismiss && (
          <button type="button" className="btn btn-quiet" onClick={onDismiss}>
            Not now
          </button>
        )}
      </div>
    </section>
  );
}

function readText(estimate: ScanEstimate | null): string {
  if (estimate?.refusal) return 'Read anyway';
  return estimate ? `Read about ${formatCounted(estimate.messages, 'message')}` : 'Read';
}

function Figures({ estimate }: { estimate: ScanEstimate }) {
  const { about, inFlight, messages, seconds, requests, costUsd, type } = estimate;
  return (
    <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      <Figure name="In the queue" note={type === 'fifo' ? 'FIFO' : 'standard queue'}>
        ~{formatCount(about)}
      </Figure>
      <Figure
        name="Would be read"
        note={inFlight ? `${formatCount(inFlight)} are in flight` : 'at most, in one look'}
      >
        ~{formatCount(messages)}
      </Figure>
      <Figure name="Takes" note="hidden meanwhile">
        {describeDuration(seconds)}
      </Figure>
      <Figure name="Costs" note={`${formatCount(requests)} requests`}>
        {describeCost(costUsd)}
      </Figure>
    </dl>
  );
}

function Figure({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <div className="min-w-0 rounded-md border px-3 py-2">
      <dt className="label">{name}</dt>
      <dd>
        <span className="block truncate text-lg font-medium">{children}</span>
        <span className="label block truncate" title={note}>
          {note}
        </span>
      </dd>
    </div>
  );
}
