import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#lib/attempts/types';
import { recordedAttempt } from '#test/factories/readings/summaries';
import { toSteps, type TimelineStep } from './to-steps.ts';

const recorded = (attempt: number, startedAtMs: number, generation = 0): TimelineEntry => ({
  kind: 'recorded',
  ...recordedAttempt({ attempt, startedAtMs, generation, messageId: `m-${generation}` }),
});

const inferred = (attempt: number, generation = 0): TimelineEntry => ({
  kind: 'inferred',
  messageId: `m-${generation}`,
  generation,
  attempt,
  receiveCount: attempt,
  reason: 'killed',
});

const stepsOf = (entries: TimelineEntry[], whole = false) =>
  toSteps({ entries, visibilityTimeoutSeconds: 30 }, whole);

/** The steps in short: an attempt by its number, the rest by their kind. */
const short = (steps: TimelineStep[]) =>
  steps.map((step) => (step.kind === 'attempt' ? step.entry.attempt : step.kind));

describe('toSteps', () => {
  it('puts the time between the starts of two attempts between them', () => {
    const steps = stepsOf([recorded(1, 0), recorded(2, 31_000)]);
    expect(short(steps)).toEqual([1, 'gap', 2]);
    expect(steps[1]).toMatchObject({ gap: { seconds: 31, timeouts: 1, pace: 'in-time' }, since: null });
  });

  it('measures over deliveries without a record from the last that has one', () => {
    const steps = stepsOf([recorded(1, 0), inferred(2), inferred(3), recorded(4, 90_000), inferred(5)]);
    expect(short(steps)).toEqual([1, 'unknown-gap', 2, 'unknown-gap', 3, 'gap', 4, 'unknown-gap', 5]);
    expect(steps[5]).toMatchObject({ gap: { seconds: 90, timeouts: 3, pace: 'in-time' }, since: 1 });
  });

  it('knows no gap after deliveries of which none has a record', () => {
    expect(short(stepsOf([inferred(1), recorded(2, 90_000)]))).toEqual([1, 'unknown-gap', 2]);
  });

  it('marks a redrive, and does not hold its wait against the visibility timeout', () => {
    const steps = stepsOf([
      recorded(1, 0),
      inferred(2),
      recorded(3, 3_600_000, 1),
      recorded(4, 3_630_000, 1),
    ]);
    expect(short(steps)).toEqual([1, 'unknown-gap', 2, 'redriven', 3, 'gap', 4]);
    expect(steps[3]).toEqual({ kind: 'redriven', generation: 1, messageId: 'm-1', seconds: 3600 });
    expect(short(stepsOf([recorded(1, 0), inferred(2, 1), recorded(3, 5000, 1)]))).toEqual([
      1,
      'redriven',
      2,
      'unknown-gap',
      3,
    ]);
  });

  it('has room for two deliveries of one number, in whichever order they came', () => {
    const steps = stepsOf([recorded(1, 5000), recorded(1, 2000)]);
    expect(steps[1]).toMatchObject({ kind: 'gap', gap: { seconds: 0, timeouts: 1, pace: 'early' } });
  });

  it('folds the middle of a long story until it is asked for', () => {
    const entries = Array.from({ length: 20 }, (_, index) => recorded(index + 1, index * 30_000));
    const steps = stepsOf(entries);
    expect(short(steps).filter((step) => step !== 'gap')).toEqual([1, 'folded', 15, 16, 17, 18, 19, 20]);
    expect(steps[1]).toEqual({ kind: 'folded', count: 13 });
    expect(short(steps)[2]).toBe(15);
    expect(stepsOf(entries, true).filter(({ kind }) => kind === 'attempt')).toHaveLength(20);
    expect(short(stepsOf(entries.slice(0, 9)))).not.toContain('folded');
  });

  it('has no steps without attempts', () => {
    expect(stepsOf([])).toEqual([]);
  });
});
