import { describe, expect, it } from 'vitest';
import { toSteps } from './to-steps.ts';

const total = (attempt: string, attempts: number, failures: number) => ({ attempt, attempts, failures });

describe('toSteps', () => {
  it('has no step when nothing was counted, however many receives the queue allows', () => {
    expect(toSteps([], 3)).toEqual([]);
  });

  it('keeps its shape: steps nobody came to are empty, up to the last receive', () => {
    expect(toSteps([total('1', 90, 0)], 3)).toEqual([
      { attempt: '1', attempts: 90, succeeded: 90, failed: 0 },
      { attempt: '2', attempts: 0, succeeded: 0, failed: 0 },
      { attempt: '3', attempts: 0, succeeded: 0, failed: 0 },
    ]);
  });

  it('goes on after a redrive, to the pooled rest', () => {
    const steps = toSteps([total('1', 5, 5), total('4', 2, 1), total('10+', 1, 1)], 3);
    expect(steps.map(({ attempt }) => attempt)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10+']);
    expect(steps[3]).toEqual({ attempt: '4', attempts: 2, succeeded: 1, failed: 1 });
  });

  it('stays at the end of its labels for a queue that allows a thousand receives', () => {
    expect(toSteps([total('1', 1, 0)], 1_000)).toHaveLength(10);
    expect(toSteps([total('1', 1, 0)], null)).toHaveLength(1);
  });

  it('never says that fewer than none succeeded', () => {
    expect(toSteps([total('2', 1, 3)], null)[1]).toMatchObject({ succeeded: 0, failed: 3 });
  });
});
