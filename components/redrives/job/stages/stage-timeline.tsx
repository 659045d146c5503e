import type { RedriveJob } from '#lib/redrive/types';

import { StageCard } from './stage-card.tsx';

/** The stages in their order, from the first message tried to the rest. */
export function StageTimeline({ job, nowMs }: { job: RedriveJob; nowMs: number }) {
  return (
    <section aria-label="Stages" className="border-b">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <ol tabIndex={0} className="flex overflow-x-auto px-6 pt-5 pb-4 focus-visible:-outline-offset-2">
        {[...job.stages.keys()].map((index) => (
          <StageCard key={index} job={job} index={index} nowMs={nowMs} />
        ))}
      </ol>
    </section>
  );
}
