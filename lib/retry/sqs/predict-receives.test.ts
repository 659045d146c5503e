import { describe, expect, it } from 'vitest';
import type { StepPattern } from '../types.ts';
import { predictReceives } from './predict-receives.ts';
import type { QueuePolicy } from './types.ts';

const POLICY: QueuePolicy = {
  visibilityTimeoutSeconds: 30,
  messageRetentionSeconds: 345_600,
  delaySeconds: 0,
  maxReceiveCount: 3,
  consumer: 'function',
  timeoutSeconds: 5,
};

function predict(policy: Partial<QueuePolicy>, pattern: Partial<StepPattern>) {
  const { attempts, ends, omittedAttempts } = predictReceives(
    { ...POLICY, ...policy },
    { steps: ['fails'], durationMs: 100, ...pattern },
  );
  return {
    tries: attempts.map(({ atMs, outcome }) => [atMs / 1000, outcome]),
    end: ends[0],
    omittedAttempts,
  };
}

describe('with a redrive policy', () => {
  it('is received as often as the policy says, and moved by the receive after', () => {
    expect(predict({}, {})).toMatchObject({
      tries: [
        [0, 'failed'],
        [30, 'failed'],
        [60, 'failed'],
      ],
      end: { where: 'dead-lettered', atMs: 90_000, attempts: 3, isProcessed: false },
    });
  });

  it('with a maximum of 1 has no second try: it counts receives, not retries', () => {
    expect(predict({ maxReceiveCount: 1 }, {})).toMatchObject({
      tries: [[0, 'failed']],
      end: { where: 'dead-lettered', atMs: 30_000 },
    });
  });

  it('is over when a try succeeds, and begins after its delay', () => {
    expect(predict({ delaySeconds: 10 }, { steps: ['fails', 'hangs', 'succeeds'] })).toMatchObject({
      tries: [
        [10, 'failed'],
        [40, 'timed-out'],
        [70, 'succeeded'],
      ],
      end: { where: 'done', atMs: 70_100, attempts: 3, isProcessed: true },
    });
  });

  it('a throttled batch costs a receive although nothing ran', () => {
    expect(predict({}, { steps: ['throttled', 'throttled', 'throttled', 'succeeds'] }).end).toMatchObject({
      where: 'dead-lettered',
      attempts: 3,
      isProcessed: false,
    });
  });
});

describe('a poller that is slower than the visibility timeout', () => {
  const slow = { consumer: 'poller', timeoutSeconds: 3600 } as const;

  it('works on a message while others have it too', () => {
    expect(predict(slow, { steps: ['succeeds'], durationMs: 45_000 })).toMatchObject({
      tries: [
        [0, 'succeeded'],
        [30, 'succeeded'],
      ],
      end: { where: 'done', atMs: 45_000, attempts: 2 },
    });
  });

  it('finds it dead-lettered although it was processed', () => {
    expect(
      predict({ ...slow, maxReceiveCount: 1 }, { steps: ['succeeds'], durationMs: 45_000 }).end,
    ).toMatchObject({
      where: 'dead-lettered',
      atMs: 30_000,
      isProcessed: true,
    });
  });
});

describe('without a dead-letter queue', () => {
  it('is tried until it expires', () => {
    expect(predict({ maxReceiveCount: null, messageRetentionSeconds: 100 }, {})).toMatchObject({
      tries: [
        [0, 'failed'],
        [30, 'failed'],
        [60, 'failed'],
        [90, 'failed'],
      ],
      end: { where: 'expired', atMs: 100_000, attempts: 4, isProcessed: false },
    });
  });

  it('is tried 11,520 times in four days; a thousand of them are listed', () => {
    const { tries, end, omittedAttempts } = predict({ maxReceiveCount: null }, {});
    expect([tries.length, omittedAttempts, end?.attempts]).toEqual([1000, 10_520, 11_520]);
  });

  it('can expire before anybody gets it, and while somebody works on it', () => {
    const short = { messageRetentionSeconds: 60, maxReceiveCount: null };
    expect(predict({ ...short, delaySeconds: 900 }, {})).toMatchObject({
      tries: [],
      end: { where: 'expired' },
    });
    const late = {
      ...short,
      consumer: 'poller',
      timeoutSeconds: 600,
      visibilityTimeoutSeconds: 600,
    } as const;
    expect(predict(late, { steps: ['succeeds'], durationMs: 90_000 }).end).toMatchObject({
      where: 'expired',
      atMs: 60_000,
      isProcessed: true,
    });
  });
});
