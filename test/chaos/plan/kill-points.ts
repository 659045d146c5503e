import type { Step } from '../proxy/step.ts';

/** Where a mover is killed: before or after the `nth` request of a kind. */
export interface KillPoint {
  step: Step | 'any';
  phase: 'before' | 'after';
}

export interface Kill extends KillPoint {
  nth: number;
}

function around(steps: readonly Step[]): KillPoint[] {
  return steps.flatMap((step) => [
    { step, phase: 'before' as const },
    { step, phase: 'after' as const },
  ]);
}

/** Every gap of the order receive, intent, send, result, delete, done. */
export const ORDER_POINTS: readonly KillPoint[] = around([
  'receive',
  'intent',
  'send',
  'sent',
  'delete',
  'done',
]);

/** The same of a deletion, which writes a snapshot instead of sending. */
export const DELETE_POINTS: readonly KillPoint[] = around([
  'receive',
  'intent',
  'snapshot',
  'sent',
  'delete',
  'done',
]);

/** The same of a restore: a file has nothing to receive or to delete. */
export const RESTORE_POINTS: readonly KillPoint[] = around(['intent', 'send', 'sent']);

/** Around the order: taking the job over, saving, ending it. */
export const FRAME_POINTS: readonly KillPoint[] = around(['lease', 'save', 'end']);

/** As it is counted and printed. */
export function nameOf({ step, phase }: KillPoint): string {
  return `${phase} ${step}`;
}
