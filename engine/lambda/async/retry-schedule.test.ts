import { describe, expect, it } from 'vitest';
import { afterFailure, afterThrottle } from './retry-schedule.ts';

const HOURS_6 = { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 };
const event = (invokeCount: number) => ({ acceptedAtMs: 1000, invokeCount, throttleCount: 0 });
const throttled = (throttleCount: number) => ({ acceptedAtMs: 0, throttleCount });

describe('afterFailure', () => {
  it.each([
    [1, { retryAtMs: 61_000 }],
    [2, { retryAtMs: 121_000 }],
    [3, { end: 'RetriesExhausted' }],
  ])('after run %i', (run, step) => {
    expect(afterFailure(event(run), HOURS_6, 1000)).toEqual(step);
  });

  it.each([
    [60_000, { end: 'EventAgeExceeded' }],
    [60_001, { retryAtMs: 61_000 }],
  ])('looks ahead: with %i ms to live', (maximumEventAgeMs, step) => {
    expect(afterFailure(event(1), { ...HOURS_6, maximumEventAgeMs }, 1000)).toEqual(step);
  });

  it('says that retries are used up also when the event is too old', () => {
    expect(afterFailure(event(3), HOURS_6, 30_000_000)).toEqual({ end: 'RetriesExhausted' });
  });
});

describe('afterThrottle', () => {
  it('doubles from one second to five minutes', () => {
    const delays = Array.from({ length: 11 }, (_, index) => afterThrottle(throttled(index + 1), HOURS_6, 0));
    expect(delays.map((step) => 'retryAtMs' in step && step.retryAtMs / 1000)).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
    ]);
  });

  it('ends before the event is too old, and not for any number of throttles', () => {
    expect(afterThrottle(throttled(1000), HOURS_6, 21_300_000)).toEqual({ end: 'EventAgeExceeded' });
    expect(afterThrottle(throttled(1000), HOURS_6, 21_299_999)).toEqual({ retryAtMs: 21_599_999 });
  });
});
