import type { AttemptOutcome, Step, StepPattern } from './types.ts';

/** What try number `attempt` (from 1) comes to. */
export function stepOf({ steps }: StepPattern, attempt: number): Step {
  return steps[attempt - 1] ?? steps.at(-1) ?? 'succeeds';
}

/** How a try that is not throttled ends, and how long it takes: never longer than its timeout. */
export function workOf(
  step: Exclude<Step, 'throttled'>,
  durationMs: number,
  timeoutMs: number,
): { outcome: AttemptOutcome; lengthMs: number } {
  if (step === 'hangs' || durationMs > timeoutMs) return { outcome: 'timed-out', lengthMs: timeoutMs };
  return { outcome: step === 'succeeds' ? 'succeeded' : 'failed', lengthMs: durationMs };
}
