import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LATE_AFTER_MS,
  isExhausted,
  isLate,
  placeRetry,
  stillRetried,
  type RetryQueue,
} from './place-retry.ts';

const NOW_MS = 1_800_000_000_000;
const consumed: RetryQueue = {
  nowMs: NOW_MS,
  visibilityTimeoutSeconds: 30,
  maxReceiveCount: 3,
  held: 10,
  consumedUntilMs: NOW_MS,
};
/** Nobody has received since ten minutes. */
const abandoned = { ...consumed, consumedUntilMs: NOW_MS - 600_000 };
const unlimited = { ...consumed, maxReceiveCount: null };

const row = (secondsAgo: number, receiveCount = 1) => ({
  messageId: `m-${secondsAgo}`,
  receiveCount,
  startedAtMs: NOW_MS - secondsAgo * 1000,
});

describe('placeRetry', () => {
  it.each([
    ['hidden', 'within its visibility timeout', row(29), consumed],
    ['due', 'at its end', row(30), consumed],
    ['due', 'a minute after it', row(90), consumed],
    ['overdue', 'later than that', row(91), consumed],
    ['overdue', 'without a redrive policy, whatever its receives', row(91, 900), unlimited],
    ['exhausted', 'hidden for the last time', row(1, 3), consumed],
    ['exhausted', 'with a consumer about to take it', row(90, 3), consumed],
    ['gone', 'when a consumer has polled since', row(91, 3), consumed],
    ['gone', 'when the limit was lowered below its receives', row(91, 7), consumed],
    ['exhausted', 'when nobody polls', row(600, 3), abandoned],
    ['gone', 'when nobody polls now, but somebody did after its time', row(700, 3), abandoned],
  ])('says %s %s', (state, _, of, queue) => {
    expect(placeRetry(of, queue)).toBe(state);
  });
});

describe('stillRetried', () => {
  const rows = fc
    .array(fc.tuple(fc.nat(1_000), fc.integer({ min: 1, max: 4 })), { maxLength: 40 })
    .map((all) =>
      all
        .map(([secondsAgo, receives]) => row(secondsAgo, receives))
        .toSorted((a, b) => b.startedAtMs - a.startedAtMs),
    );
  const queues = fc.record({
    nowMs: fc.constant(NOW_MS),
    visibilityTimeoutSeconds: fc.nat(300),
    maxReceiveCount: fc.option(fc.integer({ min: 1, max: 4 })),
    held: fc.nat(20),
    consumedUntilMs: fc.nat(1_000).map((secondsAgo) => NOW_MS - secondsAgo * 1000),
  });

  it('keeps all that must be there, and what is late or exhausted only as far as the queue holds so many', () => {
    fc.assert(
      fc.property(rows, queues, (all, queue) => {
        const still = stillRetried(all, queue);
        const alive = all.filter((one) => placeRetry(one, queue) !== 'gone');
        const certain = alive.filter((one) => !isLate(one, queue) && !isExhausted(one, queue));
        expect(alive).toEqual(expect.arrayContaining(still));
        expect(still).toEqual(expect.arrayContaining(certain));
        expect(still.length).toBeGreaterThanOrEqual(Math.min(alive.length, queue.held));
        expect(still.length).toBeLessThanOrEqual(certain.length + queue.held);
      }),
    );
  });

  it('shows nothing late or exhausted of an emptied queue', () => {
    const late = 31 + LATE_AFTER_MS / 1000;
    const all = [row(5), row(6, 3), row(31, 3), row(late), row(late + 1)];
    expect(stillRetried(all, { ...consumed, held: 0 })).toEqual([row(5)]);
  });
});
