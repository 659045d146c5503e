import type { JobOutcome } from '#lib/redrive/types';

import { OUTCOMES } from './outcome-text.ts';
import { StackedBar } from './stacked-bar.tsx';

/** What became of moved messages, as parts of `whole`. */
export function OutcomeBar({
  outcome,
  whole,
  className,
}: {
  outcome: JobOutcome;
  whole: number;
  className?: string;
}) {
  return (
    <StackedBar
      parts={OUTCOMES.map(({ key, fill }) => ({ key, fill, count: outcome[key] }))}
      whole={whole}
      {...(className !== undefined && { className })}
    />
  );
}
