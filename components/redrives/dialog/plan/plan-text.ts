import { formatCount, formatCounted, formatSeconds } from '#components/ui/format.ts';
import type { RedrivePlan } from '#lib/redrive/types';

import type { RedriveDraft } from '../draft/draft.ts';

/** `312`, or `about 8,100` for what was only estimated. */
function describeSelected({ selected, selectedIsExact }: RedrivePlan): string {
  return `${selectedIsExact ? '' : 'about '}${formatCount(selected)}`;
}

/** What the numbers rest on: a look at all, at some, or at none. */
export function describeBasis({ examined, selected, selectedIsExact, file }: RedrivePlan): string {
  if (file !== null) return 'Counted in the file.';
  if (!examined) return 'Estimated from what SQS counts; no message was looked at.';
  const looked = `A look at ${formatCounted(examined, 'message')}`;
  if (selectedIsExact) return `${looked}; none was moved by it.`;
  return `${looked}; the rest of about ${formatCount(selected)} is an estimate from them.`;
}

/** `under 1 s`, `3 min 5 s`. */
export function describeDuration(seconds: number): string {
  return seconds < 1 ? 'under 1 s' : `about ${formatSeconds(seconds)}`;
}

/** What a duration leaves out, or rests on. */
export function describePace({ engine, trial, ratePerSecond }: RedriveDraft): string {
  if (engine === 'desk' && trial) return 'without trial waits';
  if (ratePerSecond !== null) return `at ${formatCount(ratePerSecond)} a second`;
  return engine === 'aws' ? 'at AWS’s pace' : 'as fast as it goes';
}

/** US dollars: `$0.02`, and `under $0.01` for less than a cent. */
export function describeCost(usd: number): string {
  if (usd === 0) return '$0';
  return usd < 0.01 ? 'under $0.01' : `$${usd.toFixed(2)}`;
}

/** What the button does when pressed. */
export function describeAction(
  draft: RedriveDraft,
  { plan, restore }: { plan: RedrivePlan | null; restore: boolean },
): string {
  if (draft.engine === 'aws') return 'Start AWS’s move task';
  const verb = restore ? 'Restore' : 'Redrive';
  if (plan === null) return draft.trial ? 'Try first' : verb;
  const count = describeSelected(plan);
  const [first = 1] = draft.stages;
  if (draft.trial && plan.selected > first) return `Try ${formatCount(first)} of ${count} first`;
  return `${verb} ${count} ${plan.selected === 1 ? 'message' : 'messages'}`;
}
