import { formatCount, formatCounted } from '#components/ui/format.ts';
import type { RedriveJob } from '#lib/redrive/types';

import { OutcomeBar } from '../../bars/outcome-bar.tsx';
import { OUTCOMES } from '../../bars/outcome-text.ts';

/** What became of the moved messages, as their consumers recorded it. */
export function OutcomePanel({ job }: { job: RedriveJob }) {
  const { outcome, totals } = job;
  return (
    <section aria-label="Outcome" className="px-6 py-4">
      <h2 className="pb-3 font-medium">
        Outcome{' '}
        <span className="label pl-1 font-normal">of {formatCounted(totals.moved, 'moved message')}</span>
      </h2>
      <dl className="flex flex-wrap justify-between gap-x-3 gap-y-2 pb-3">
        {OUTCOMES.map(({ key, text, fill, tone, meaning }) => (
          <div key={key} title={meaning} className="flex flex-col-reverse justify-end">
            <dt className="label flex items-center gap-1.5 whitespace-nowrap">
              <span aria-hidden className={`size-2 flex-none rounded-sm ${fill}`} />
              {text}
            </dt>
            <dd className={`text-lg font-medium ${outcome[key] ? tone : 'text-faint'}`}>
              {formatCount(outcome[key])}
            </dd>
          </div>
        ))}
      </dl>
      <OutcomeBar outcome={outcome} whole={totals.moved} />
    </section>
  );
}
