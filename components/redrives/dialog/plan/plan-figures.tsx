import { formatAge, formatCount, formatTime } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';
import type { RedrivePlan } from '#lib/redrive/types';

import type { RedriveDraft } from '../draft/draft.ts';
import { describeCost, describeDuration, describePace } from './plan-text.ts';

function Figure({
  label,
  value,
  note,
  title = note,
  tone = '',
}: {
  label: string;
  value: string;
  note: string;
  title?: string;
  tone?: string;
}) {
  return (
    <div className="min-w-0 rounded-md border bg-raised px-3 py-2">
      <dt className="label">{label}</dt>
      <dd>
        <span className={`block truncate text-lg font-medium ${tone}`}>{value}</span>
        <span className="label block truncate" title={title}>
          {note}
        </span>
      </dd>
    </div>
  );
}

/** How many, how long, what it costs, and how many expire first. */
export function PlanFigures({ plan, draft }: { plan: RedrivePlan; draft: RedriveDraft }) {
  const { selected, selectedIsExact, durationSeconds, requests, costUsd, expiring, firstExpiresAtMs } = plan;
  const nowMs = useNow();
  return (
    <dl className="grid grid-cols-2 gap-2">
      <Figure
        label="Messages"
        value={`${selectedIsExact ? '' : '~'}${formatCount(selected)}`}
        note={selectedIsExact ? 'counted' : 'estimated'}
      />
      <Figure label="Moving takes" value={describeDuration(durationSeconds)} note={describePace(draft)} />
      <Figure label="Costs" value={describeCost(costUsd)} note={`${formatCount(requests)} requests to AWS`} />
      <Figure
        label="Expire first"
        value={formatCount(expiring)}
        tone={expiring ? 'text-danger' : ''}
        note={
          firstExpiresAtMs === null
            ? 'no expiry is known'
            : `the first in ${formatAge(Math.max(0, firstExpiresAtMs - nowMs) / 1000)}`
        }
        {...(firstExpiresAtMs !== null && { title: formatTime(firstExpiresAtMs) })}
      />
    </dl>
  );
}
