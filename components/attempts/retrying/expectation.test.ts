import { describe, expect, it } from 'vitest';
import type { RetryState } from '#lib/attempts/types';
import { expectNext } from './expectation.ts';

const text = (state: RetryState, nextAttemptAtMs: number, nowMs: number) =>
  expectNext({ state, nextAttemptAtMs }, nowMs).text;

describe('expectNext', () => {
  it('counts down in whole seconds, and never says "in 0 s"', () => {
    expect(text('hidden', 90_000, 0)).toBe('in 1 min 30 s');
    expect(text('hidden', 30_000, 29_001)).toBe('in 1 s');
    expect(text('hidden', 30_000, 30_000)).toBe('due');
    expect(text('due', 30_000, 31_000)).toBe('due');
  });

  it('says since when a message is overdue', () => {
    expect(text('overdue', 0, 180_500)).toBe('overdue for 3 min');
  });

  it('tells when an exhausted message dies, and what that waits for', () => {
    expect(text('exhausted', 12_000, 0)).toBe('dies in 12 s');
    expect(text('exhausted', 12_000, 12_000)).toBe('exhausted');
    expect(expectNext({ state: 'exhausted', nextAttemptAtMs: 0 }, 1)).toMatchObject({
      more: 'moves with the next receive',
      tone: 'text-danger',
    });
  });
});
