import { describe, expect, it } from 'vitest';
import { toLatest } from '#lib/attempts/items/attempt-item';
import { attempt } from '#test/factories/attempts';
import { isFinal, judgeOutcome } from './judge-outcome.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const TARGET = { maxReceiveCount: 3, retentionSeconds: 4 * 86_400 };

type Facts = Parameters<typeof judgeOutcome>[1];

function judge(recorded: Parameters<typeof attempt>[0] | null, ageMs: number, facts: Partial<Facts> = {}) {
  const latest = recorded ? toLatest(attempt(recorded)) : undefined;
  const at = { sentAtMs: 1_000, nowMs: 1_000 + ageMs };
  return judgeOutcome(latest, { ...at, target: TARGET, isInstrumented: false, ...facts });
}

describe('what became of a copy', () => {
  it.each([
    ['succeeded', { outcome: 'succeeded' as const }, 0],
    ['succeeded', { outcome: 'succeeded' as const }, 30 * DAY_MS],
    ['failingAgain', { receiveCount: 2 }, 0],
    ['failingAgain', { outcome: 'timed-out' as const, receiveCount: 1 }, 0],
    ['deadAgain', { receiveCount: 3 }, 0],
    ['deadAgain', { receiveCount: 4 }, 5 * DAY_MS],
    ['expired', { receiveCount: 2 }, 5 * DAY_MS],
  ])('%s by what its consumer recorded (%#)', (outcome, recorded, ageMs) => {
    expect(judge({ messageId: 'a', ...recorded }, ageMs)).toBe(outcome);
  });

  it('never dead again in a queue that gives nothing up', () => {
    const target = { maxReceiveCount: null, retentionSeconds: 60 };
    expect(judge({ messageId: 'a', receiveCount: 900 }, 1000, { target })).toBe('failingAgain');
  });

  it.each([
    ['pending', 14 * MINUTE_MS, false],
    ['unknown', 16 * MINUTE_MS, false],
    ['pending', 16 * MINUTE_MS, true],
    ['unknown', 25 * 60 * MINUTE_MS, true],
    ['expired', 5 * DAY_MS, true],
    // Who records nothing may have processed it.
    ['unknown', 5 * DAY_MS, false],
  ])('%s while nothing is recorded (%#)', (outcome, ageMs, isInstrumented) => {
    expect(judge(null, ageMs, { isInstrumented })).toBe(outcome);
  });

  it('unknown where it went to no queue, or to one that cannot be read', () => {
    expect(judge({ messageId: 'a', outcome: 'succeeded' }, 0, { target: null })).toBe('unknown');
  });

  it('is final only where nothing can follow', () => {
    const all = ['succeeded', 'failingAgain', 'deadAgain', 'pending', 'expired', 'unknown'] as const;
    expect(all.filter(isFinal)).toEqual(['succeeded', 'deadAgain', 'expired']);
  });
});
