import type { RedriveDraft } from './draft.ts';
import { checkPatch } from './edit-rules.ts';

/** AWS's own bound of a move task. */
export const MAX_TASK_RATE = 500;
/** Bound of our own jobs. */
export const MAX_JOB_RATE = 10_000;
const MAX_STAGE_MESSAGES = 100_000;
const MAX_REASON_CHARACTERS = 500;

/** Fields of the dialog that can be wrong, by what is wrong with them. */
export type DraftProblems = Partial<
  Record<
    | 'queue'
    | 'functionName'
    | 'ratePerSecond'
    | 'stages'
    | 'maxFailurePercent'
    | 'setAttributes'
    | 'bodyPatch'
    | 'reason',
    string
  >
>;

/** What keeps a draft from being a request; nothing where all is well. A field that is only empty says `''`. */
export function checkDraft(draft: RedriveDraft): DraftProblems {
  const { engine, targetKind, ratePerSecond, stages, maxFailurePercent } = draft;
  const desk = engine === 'desk';
  const maxRate = desk ? MAX_JOB_RATE : MAX_TASK_RATE;
  const patch = desk ? checkPatch(draft.bodyPatch) : null;
  const attributes = desk ? checkAttributes(draft) : null;
  return {
    ...(targetKind === 'queue' && !draft.queue && { queue: '' }),
    ...(desk && targetKind === 'function' && !draft.functionName.trim() && { functionName: '' }),
    ...(ratePerSecond !== null &&
      !isWhole(ratePerSecond, 1, maxRate) && {
        ratePerSecond: `A whole number from 1 to ${maxRate.toLocaleString('en-US')}.`,
      }),
    ...(desk &&
      draft.trial &&
      !isAscending(stages) && {
        stages: 'Whole numbers from 1, none smaller than the one before.',
      }),
    ...(desk &&
      draft.trial &&
      !(maxFailurePercent >= 0 && maxFailurePercent <= 100) && {
        maxFailurePercent: 'From 0 to 100.',
      }),
    ...(attributes !== null && { setAttributes: attributes }),
    ...(patch !== null && { bodyPatch: patch }),
    ...(draft.reason.length > MAX_REASON_CHARACTERS && {
      reason: `At most ${MAX_REASON_CHARACTERS} characters.`,
    }),
  };
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function isAscending(stages: readonly number[]): boolean {
  return (
    stages.length > 0 &&
    stages.every((size, index) => isWhole(size, Math.max(1, stages[index - 1] ?? 1), MAX_STAGE_MESSAGES))
  );
}

function checkAttributes({ setAttributes }: RedriveDraft): string | null {
  const named = setAttributes.filter(({ name, value }) => name || value);
  if (named.some(({ name, value }) => !name || !value)) return 'Each needs a name and a value.';
  const names = new Set(named.map(({ name }) => name));
  return names.size < named.length ? 'Each name once.' : null;
}
