import { describe, expect, it } from 'vitest';
import { step } from '#test/factories/readings/retries';
import { countSucceeded, toStages } from './stages.ts';

const labels = (...args: Parameters<typeof toStages>) => toStages(...args).map(({ label }) => label);

describe('toStages', () => {
  it('has one stage per allowed attempt, unknown until something is reported', () => {
    expect(toStages(2, undefined)).toEqual([
      { label: '1', attempts: null, succeeded: null, failures: null, afterRedrive: false },
      { label: '2', attempts: null, succeeded: null, failures: null, afterRedrive: false },
    ]);
    expect(countSucceeded(toStages(2, []))).toBeNull();
  });

  it('counts an attempt that did not happen as zero once others did', () => {
    const stages = toStages(3, [step('1', 10, 4)]);
    expect(stages.map(({ attempts }) => attempts)).toEqual([10, 0, 0]);
    expect(countSucceeded(stages)).toBe(6);
  });

  it('marks attempts beyond the limit: their messages were redriven', () => {
    const stages = toStages(3, [step('4', 2, 0)]);
    expect(stages.map(({ label, afterRedrive }) => [label, afterRedrive])).toEqual([
      ['1', false],
      ['2', false],
      ['3', false],
      ['4', true],
    ]);
  });

  it('pools attempts from the tenth on, in order', () => {
    expect(labels(1000, undefined)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10+']);
    expect(labels(2, [step('10+', 1, 1)])).toEqual(['1', '2', '10+']);
  });

  it('shows the first three of a queue that retries until messages expire', () => {
    expect(labels(null, undefined)).toEqual(['1', '2', '3']);
    expect(toStages(null, [step('7', 1, 1)]).at(-1)?.afterRedrive).toBe(false);
  });
});
