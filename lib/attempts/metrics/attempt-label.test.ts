import { describe, expect, it } from 'vitest';
import { attemptLabel } from './attempt-label.ts';
import { countAttempts } from './attempt-counts.ts';

describe('attemptLabel', () => {
  it('pools attempts from ten on', () => {
    expect([1, 2, 9, 10, 4711].map(attemptLabel)).toEqual(['1', '2', '9', '10+', '10+']);
  });
});

describe('countAttempts', () => {
  const first = { queue: 'a', attempt: 1, receiveCount: 1, failed: true };

  it('counts by queue and attempt, failures by receive too; a first attempt is no retry', () => {
    const counts = countAttempts([
      { queue: 'a', attempt: 11, receiveCount: 2, failed: true },
      { ...first, failed: false },
      first,
      { queue: 'b', attempt: 2, receiveCount: 2, failed: false },
    ]);
    expect(counts.byAttempt).toEqual([
      { queue: 'a', attempt: '1', attempts: 2, retries: 0, failures: 1 },
      { queue: 'b', attempt: '2', attempts: 1, retries: 1, failures: 0 },
      { queue: 'a', attempt: '10+', attempts: 1, retries: 1, failures: 1 },
    ]);
    expect(counts.failuresByReceive).toEqual([
      { queue: 'a', receive: '1', failures: 1 },
      { queue: 'a', receive: '2', failures: 1 },
    ]);
  });

  it('takes off what was published before, and says nothing where that changes nothing', () => {
    const second = { ...first, attempt: 2, receiveCount: 2 };
    const counts = countAttempts([{ ...first, failed: false }, second], [first, second]);
    expect(counts.byAttempt).toEqual([{ queue: 'a', attempt: '1', attempts: 0, retries: 0, failures: -1 }]);
    expect(counts.failuresByReceive).toEqual([{ queue: 'a', receive: '1', failures: -1 }]);
  });
});
