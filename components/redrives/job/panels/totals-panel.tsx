import { formatCount } from '#components/ui/format.ts';
import type { RedriveJob } from '#lib/redrive/types';

import { TotalsBar } from '../../bars/totals-bar.tsx';
import { DONE_WORDS } from '../../job-text.ts';

/** What is only known about while the job still finds messages. */
const ESTIMATED: ReadonlySet<string> = new Set(['selected', 'left']);

/** The sum of a job: selected = moved + skipped + failed + left, so that one sees that none is missing. */
export function TotalsPanel({ job }: { job: RedriveJob }) {
  const { totals, selectedIsExact, action } = job;
  const done = DONE_WORDS[action];
  const terms: [operator: string, count: number, label: string, mark: string | null, note: string][] = [
    ['', totals.selected, 'selected', null, 'Messages the job is for'],
    ['=', totals.moved, done, 'bg-accent', `${done}, whatever became of them`],
    ['+', totals.skipped, 'skipped', 'bg-faint', 'Not moved, and that is right: gone, or guarded'],
    ['+', totals.failed, 'failed', 'bg-danger', 'Not moved, still where they were'],
    ['+', totals.left, 'left', 'bg-line ring-1 ring-line-strong', 'Not reached'],
  ];
  return (
    <section aria-label="Totals" className="px-6 py-4">
      <h2 className="pb-3 font-medium">Messages</h2>
      <dl className="flex max-w-xl flex-wrap items-start justify-between gap-x-9 gap-y-2 pb-3">
        {terms.map(([operator, count, label, mark, note]) => (
          <div
            key={label}
            title={note}
            data-operator={operator}
            className="relative flex flex-col-reverse before:absolute before:top-0.5 before:-left-6 before:text-lg before:text-faint before:content-[attr(data-operator)]"
          >
            <dt className="label flex items-center gap-1.5">
              {mark && <span aria-hidden className={`size-2 rounded-sm ${mark}`} />}
              {label}
            </dt>
            <dd className="text-lg font-medium">
              {!selectedIsExact && ESTIMATED.has(label) ? describeEstimate(count) : formatCount(count)}
            </dd>
          </div>
        ))}
      </dl>
      <TotalsBar totals={totals} />
    </section>
  );
}

/** An estimate of none is no word on how many there are. */
function describeEstimate(count: number): string {
  return count ? `~${formatCount(count)}` : '—';
}
