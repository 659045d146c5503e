import type { RedrivePlan } from '#lib/redrive/types';

import type { DraftProblems } from '../draft/check-draft.ts';

/** Words for a field that is only empty yet; what is wrong with the others stands beside them. */
const EMPTY: Partial<Record<keyof DraftProblems, string>> = {
  queue: 'Choose the queue they go to.',
  functionName: 'Name the function they go to.',
};

export interface Obstacle {
  text: string;
  /** Something speaks against it; otherwise it is only not finished. */
  severe: boolean;
}

/** What keeps the button from being pressed; null for nothing. */
export function findObstacle({
  plan,
  planProblem,
  problems,
}: {
  plan: RedrivePlan | null;
  planProblem: string | null;
  problems: DraftProblems;
}): Obstacle | null {
  for (const field of Object.keys(problems) as (keyof DraftProblems)[]) {
    const empty = EMPTY[field];
    return { text: empty ?? 'Something above cannot be right yet.', severe: empty === undefined };
  }
  if (planProblem !== null) return { text: 'There is no plan, so nothing can be started.', severe: true };
  const block = plan?.notes.find(({ severity }) => severity === 'block');
  if (block) return { text: block.message, severe: true };
  return plan?.selected === 0 ? { text: 'There is nothing to move.', severe: false } : null;
}
