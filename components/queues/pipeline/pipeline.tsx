import { formatAge, formatCount, formatMinutes, formatSeconds } from '#components/ui/format.ts';
import { Group } from '#components/ui/group.tsx';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { FunnelStep } from '#lib/attempts/types';
import type { QueueDetail } from '#lib/queues/types';

import { AttemptCell } from './attempt-cell.tsx';
import { FlowArrow } from './flow-arrow.tsx';
import { Station } from './station.tsx';
import { countSucceeded, toStages } from './stages.ts';

/** Where failed messages end: the dead-letter queue, or their expiry where there is none. */
function End({ queue, ageSeconds }: { queue: QueueDetail; ageSeconds: number | null }) {
  const { deadLetterQueue, deadLetterDepth, retentionSeconds } = queue;
  if (!deadLetterQueue) {
    return (
      <Station label="Expired" value="—" tone="border-dashed border-line-strong text-muted">
        no dead-letter queue; dropped after {formatAge(retentionSeconds)}
      </Station>
    );
  }
  const dead = deadLetterDepth?.visible ?? null;
  return (
    <Station
      label="Dead letters"
      value={formatCount(dead)}
      tone={dead ? 'border-danger-line bg-danger-soft text-danger' : 'border-line-strong'}
    >
      {dead && ageSeconds !== null ? <>oldest {formatMinutes(ageSeconds)} · </> : null}
      <RouteLink
        href={`/queues/${deadLetterQueue}/dead-letters`}
        className="font-medium underline underline-offset-2"
      >
        {deadLetterQueue}
      </RouteLink>
    </Station>
  );
}

/** The life of a message of this queue, left to right, with the numbers of now and of the chosen window. */
export function Pipeline({
  queue,
  steps,
  deadLetterAgeSeconds,
  windowLabel,
}: {
  queue: QueueDetail;
  /** Attempts of the window, as the funnel has them; undefined while loading. */
  steps: readonly FunnelStep[] | undefined;
  /** Age of the oldest dead letter; null when not known. */
  deadLetterAgeSeconds: number | null;
  /** "last hour" */
  windowLabel: string;
}) {
  const { depth, consumers, visibilityTimeoutSeconds } = queue;
  const stages = toStages(queue.maxReceiveCount, steps);
  const most = Math.max(...stages.map(({ attempts }) => attempts ?? 0));
  const succeeded = countSucceeded(stages);
  const flowing = depth.inFlight > 0;
  const taken = consumers.some((consumer) => consumer.state === 'enabled');
  return (
    <section aria-label="Pipeline" className="overflow-x-auto border-b px-6 py-5">
      <div className="flex min-w-[880px] items-center">
        <Station label="Waiting" value={formatCount(depth.visible)}>
          {depth.delayed ? `+ ${formatCount(depth.delayed)} delayed` : 'to be received'}
        </Station>
        <div className="flex w-10 flex-none self-stretch">
          <FlowArrow flowing={flowing} />
        </div>
        <div className="min-w-0 flex-1 rounded-lg border border-line-strong">
          <Group label="In flight" className="flex items-baseline gap-2 border-b px-3 py-1.5 text-xs">
            In flight
            <b className="text-base font-medium">{formatCount(depth.inFlight)}</b>
            <span className="label truncate">
              {taken || consumers.length === 0
                ? `a failed one comes back ${formatSeconds(visibilityTimeoutSeconds)} after it was received`
                : 'nobody takes messages: the consumer is disabled'}
            </span>
          </Group>
          <ol aria-label={`Attempts, ${windowLabel}`} className="flex divide-x">
            {stages.map((stage) => (
              <AttemptCell key={stage.label} stage={stage} most={most} />
            ))}
          </ol>
          <Group label="Done" className="flex items-baseline gap-2 rounded-b-lg border-t px-3 py-1.5 text-xs">
            <span className="text-ok" aria-hidden>
              ↓
            </span>
            Done
            <b className="text-base font-medium">{formatCount(succeeded)}</b>
            <span className="label truncate">
              {succeeded === null
                ? `no attempts reported, ${windowLabel}`
                : `succeeded and deleted, ${windowLabel}`}
            </span>
          </Group>
        </div>
        <div className="flex w-10 flex-none self-stretch">
          <FlowArrow flowing={flowing && most > 0} />
        </div>
        <End queue={queue} ageSeconds={deadLetterAgeSeconds} />
      </div>
    </section>
  );
}
