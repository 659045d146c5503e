import { useId } from 'react';

import type { RedrivePlan } from '#lib/redrive/types';

import type { RedriveDraft } from '../draft/draft.ts';
import { Generations } from './generations.tsx';
import { PlanFigures } from './plan-figures.tsx';
import { PlanNotes } from './plan-notes.tsx';
import { describeBasis } from './plan-text.ts';
import { PlanTargets } from './plan-targets.tsx';

/** What will happen, before it does. While the choices are planned again the figures of before stay, faded. */
export function PlanPanel({
  plan,
  planning,
  problem,
  draft,
  onAgain,
}: {
  plan: RedrivePlan | null;
  planning: boolean;
  /** Why there is no plan. */
  problem: string | null;
  draft: RedriveDraft;
  onAgain: () => void;
}) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      aria-busy={planning}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="space-y-4 border-t bg-sunken px-5 py-4 focus-visible:-outline-offset-2 md:overflow-y-auto md:border-t-0 md:border-l"
    >
      <div className="flex items-baseline justify-between">
        <h3 id={heading} className="font-medium">
          What will happen
        </h3>
        <output className="label">{planning && (plan ? 'Planning again…' : 'Looking…')}</output>
      </div>
      {problem !== null && (
        <div role="alert" className="rounded-md border border-danger-line bg-danger-soft px-3 py-2">
          <p>{problem}</p>
          <button type="button" className="btn mt-2" onClick={onAgain}>
            Plan again
          </button>
        </div>
      )}
      {plan === null ? (
        problem === null && <Pending />
      ) : (
        <div className="space-y-4">
          <PlanFigures plan={plan} draft={draft} />
          <PlanNotes notes={plan.notes} />
          <PlanTargets plan={plan} />
          <Generations counts={plan.generations} />
          <p className="label">{describeBasis(plan)}</p>
        </div>
      )}
    </section>
  );
}

function Pending() {
  return (
    <div aria-hidden className="space-y-4">
      <div className="grid grid-cols-2 gap-2">
        {Array.from({ length: 4 }, (_, index) => (
          <div key={index} className="pulse h-17" />
        ))}
      </div>
      <div className="pulse h-6 w-2/3" />
      <div className="pulse h-6" />
    </div>
  );
}
