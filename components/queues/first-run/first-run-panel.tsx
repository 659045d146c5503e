import { useObstacle } from '#components/session/session.tsx';
import { formatCounted, formatSeconds } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { QueueSummary } from '#lib/queues/types';

import { MIXED_BATCH } from '../send/templates.ts';
import { STATIONS, type Progress, type Station } from './progress.ts';

const TOTAL = Object.values(MIXED_BATCH).reduce((sum, count) => sum + count, 0);
const DEAD = MIXED_BATCH.dead + MIXED_BATCH.diesOnce;

function describe(queue: QueueSummary, dlq: string): Record<Station, [title: string, detail: string]> {
  const visibility = formatSeconds(queue.visibilityTimeoutSeconds);
  const receives = queue.maxReceiveCount ?? 0;
  return {
    sent: ['Sent', `${TOTAL} messages into ${queue.name}.`],
    processed: [
      'Processed',
      `${queue.consumers[0]?.functionName} takes them in batches; the ${MIXED_BATCH.good} good ones are done at once.`,
    ],
    retried: [
      'Retried',
      `What failed comes back when its visibility timeout of ${visibility} ends; ${MIXED_BATCH.retried} succeed on the third attempt.`,
    ],
    dead: [
      'Dead letters',
      `After ${receives} failed receives SQS moves the last ${DEAD} to ${dlq}, in about ${formatSeconds(receives * queue.visibilityTimeoutSeconds)}.`,
    ],
    redriven: [
      'Redriven',
      `Select them in ${dlq} and redrive: the ${MIXED_BATCH.diesOnce} with StockServiceDown succeed now, the ${MIXED_BATCH.dead} with PaymentDeclined will be back.`,
    ],
  };
}

/** A test batch through the whole loop, step by step, ticked off as it really happens. */
export function FirstRunPanel({
  queue,
  deadLetterQueue,
  progress,
  sending,
  problem,
  onSend,
  onHide,
}: {
  queue: QueueSummary;
  deadLetterQueue: string;
  /** Null before anything was sent. */
  progress: Progress | null;
  sending: boolean;
  /** What went wrong with sending, or null. */
  problem: string | null;
  onSend: () => void;
  onHide: () => void;
}) {
  const obstacle = useObstacle('operate');
  const steps = describe(queue, deadLetterQueue);
  const done = progress ? STATIONS.indexOf(progress.reached) : -1;
  return (
    <section aria-labelledby="first-run" className="border-b bg-sunken px-6 py-4">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-64 flex-1">
          <h2 id="first-run" className="text-base font-medium">
            Watch messages fail, retry, die and come back
          </h2>
          <p className="text-muted">
            {TOTAL} harmless test messages: {MIXED_BATCH.good} succeed, {MIXED_BATCH.retried} fail twice
            first, {MIXED_BATCH.dead} always fail, {MIXED_BATCH.diesOnce} die once and succeed after a
            redrive.
          </p>
        </div>
        <div className="flex gap-2">
          {progress?.reached === 'dead' && (
            <RouteLink href={`/queues/${deadLetterQueue}/dead-letters`} className="btn btn-accent">
              Open dead letters
            </RouteLink>
          )}
          <button
            type="button"
            className={progress ? 'btn' : 'btn btn-accent'}
            disabled={sending || obstacle !== undefined}
            title={obstacle}
            onClick={onSend}
          >
            {progress ? 'Send another batch' : `Send test batch to ${queue.name}`}
          </button>
          <button type="button" className="btn btn-quiet" onClick={onHide}>
            Hide
          </button>
        </div>
      </div>
      {problem && (
        <p role="alert" className="pt-2 text-danger">
          {problem}
        </p>
      )}
      <ol aria-label="What happens to them" className="mt-4 grid gap-x-6 gap-y-3 md:grid-cols-5">
        {STATIONS.map((station, index) => (
          <li
            key={station}
            aria-current={index === done + 1 && progress ? 'step' : undefined}
            className={`border-t-2 pt-2 ${index <= done ? 'border-ok' : index === done + 1 && progress ? 'border-accent' : 'border-line-strong'}`}
          >
            <p className="font-medium">
              {index <= done && (
                <span className="text-ok">
                  <span aria-hidden>✓ </span>
                  <span className="sr-only">Done: </span>
                </span>
              )}
              {steps[station][0]}
            </p>
            <p className="label">{steps[station][1]}</p>
          </li>
        ))}
      </ol>
      <output className="sr-only">
        {progress &&
          `${formatCounted(done + 1, 'step')} of ${STATIONS.length} done: ${steps[progress.reached][0]}`}
      </output>
    </section>
  );
}
