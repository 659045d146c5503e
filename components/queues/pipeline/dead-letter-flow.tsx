import { formatAge, formatCount, formatMinutes } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { QueueDetail } from '#lib/queues/types';

import { QueueLinks } from '../queue-links.tsx';
import { FlowArrow } from './flow-arrow.tsx';
import { Station } from './station.tsx';

/** A dead-letter queue: where its messages come from, how many it holds, and when they are lost. */
export function DeadLetterFlow({ queue, ageSeconds }: { queue: QueueDetail; ageSeconds: number | null }) {
  const { name, depth, deadLetterSources, deadLetterFunctions, retentionSeconds } = queue;
  const dead = depth.visible;
  return (
    <section aria-label="Pipeline" className="overflow-x-auto border-b px-6 py-5">
      <div className="flex min-w-[720px] items-center">
        <Station
          label="Comes from"
          value={formatCount(deadLetterSources.length + deadLetterFunctions.length)}
          wide
        >
          <QueueLinks names={deadLetterSources} />
          {deadLetterSources.length > 0 && deadLetterFunctions.length > 0 && ', '}
          {deadLetterFunctions.map((name) => `${name}()`).join(', ')}
        </Station>
        <FlowArrow flowing={false} />
        <Station
          label="Dead letters"
          value={formatCount(dead)}
          tone={dead ? 'border-danger-line bg-danger-soft text-danger' : 'border-line-strong'}
          wide
        >
          {dead > 0 && ageSeconds !== null && <>oldest {formatMinutes(ageSeconds)} · </>}
          <RouteLink
            href={`/queues/${name}/dead-letters`}
            className="font-medium underline underline-offset-2"
          >
            open
          </RouteLink>
        </Station>
        <FlowArrow flowing={depth.inFlight > 0} />
        <Station label="In flight" value={formatCount(depth.inFlight)} wide>
          being looked at or redriven
        </Station>
        <FlowArrow flowing={false} />
        <Station label="Expired" value="—" tone="border-dashed border-line-strong text-muted" wide>
          {queue.type === 'fifo'
            ? `dropped ${formatAge(retentionSeconds)} after they came here`
            : `dropped ${formatAge(retentionSeconds)} after they were first sent`}
        </Station>
      </div>
    </section>
  );
}
