import type { JobTotals } from '#lib/redrive/types';

import { StackedBar } from './stacked-bar.tsx';

/** Moved, skipped and failed as parts of what was selected; what is left stays empty. */
export function TotalsBar({ totals, className }: { totals: JobTotals; className?: string }) {
  return (
    <StackedBar
      parts={[
        { key: 'moved', count: totals.moved, fill: 'bg-accent' },
        { key: 'skipped', count: totals.skipped, fill: 'bg-faint' },
        { key: 'failed', count: totals.failed, fill: 'bg-danger' },
      ]}
      whole={totals.selected}
      {...(className !== undefined && { className })}
    />
  );
}
