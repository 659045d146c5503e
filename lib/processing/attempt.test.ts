import { describe, expect, it } from 'vitest';
import { attemptLabel, attemptNumber } from './attempt.ts';
import { createAttemptCounts } from './attempt-counts.ts';

describe('attemptNumber', () => {
  it('is the receive count of a message that was never redriven', () => {
    expect(attemptNumber('3', undefined)).toBe(3);
  });

  it('goes on counting over redrives', () => {
    expect(attemptNumber('1', '{"root":"r","generation":2,"receives":6}')).toBe(7);
  });

  it.each([undefined, '', 'x', '0', '-2', '1.5'])(
    'takes an unreadable receive count (%s) for the first',
    (count) => {
      expect(attemptNumber(count, undefined)).toBe(1);
    },
  );

  it.each(['', 'null', '{}', '{"root":"r","generation":1,"receives":-5}', '{"receives":9}'])(
    'ignores an attribute that only looks like lineage: %s',
    (lineage) => expect(attemptNumber('2', lineage)).toBe(2),
  );
});

describe('attemptLabel', () => {
  it('pools attempts from ten on', () => {
    expect([1, 2, 9, 10, 4711].map(attemptLabel)).toEqual(['1', '2', '9', '10+', '10+']);
  });
});

describe('createAttemptCounts', () => {
  it('counts by queue and attempt; a first attempt is no retry', () => {
    const counts = createAttemptCounts();
    counts.add({ queue: 'a', attempt: 11, failed: true });
    counts.add({ queue: 'a', attempt: 1, failed: false });
    counts.add({ queue: 'a', attempt: 1, failed: true });
    counts.add({ queue: 'b', attempt: 2, failed: false });
    expect(counts.list()).toEqual([
      { queue: 'a', attempt: '1', attempts: 2, retries: 0, failures: 1 },
      { queue: 'b', attempt: '2', attempts: 1, retries: 1, failures: 0 },
      { queue: 'a', attempt: '10+', attempts: 1, retries: 1, failures: 1 },
    ]);
  });
});
