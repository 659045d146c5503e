import { describe, expect, it } from 'vitest';
import type { StepPattern } from '../types.ts';
import { predictEvent } from './predict-event.ts';
import type { EventPolicy } from './types.ts';

const POLICY: EventPolicy = {
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 21_600,
  functionTimeoutSeconds: 3,
  hasDeadLetterQueue: false,
  hasOnSuccess: false,
  hasOnFailure: true,
  isStopped: false,
};

function predict(policy: Partial<EventPolicy>, pattern: Partial<StepPattern> = {}) {
  const { attempts, ends } = predictEvent(
    { ...POLICY, ...policy },
    { steps: ['fails'], durationMs: 0, ...pattern },
  );
  return { seconds: attempts.map(({ atMs }) => atMs / 1000), end: ends[0] };
}

describe('an event whose function fails', () => {
  it('is tried again after one minute and after two', () => {
    expect(predict({})).toMatchObject({
      seconds: [0, 60, 180],
      end: { where: 'on-failure', condition: 'RetriesExhausted', attempts: 3, atMs: 180_000 },
    });
  });

  it('waits from the end of a run', () => {
    expect(predict({}, { steps: ['hangs', 'fails', 'succeeds'], durationMs: 1000 })).toMatchObject({
      seconds: [0, 63, 184],
      end: { where: 'done', condition: 'Success', atMs: 185_000, attempts: 3 },
    });
  });

  it.each([
    [0, [0]],
    [1, [0, 60]],
  ])('with %i retries at most is tried at %o', (maximumRetryAttempts, seconds) => {
    expect(predict({ maximumRetryAttempts })).toMatchObject({
      seconds,
      end: { condition: 'RetriesExhausted' },
    });
  });

  it.each([
    [60, 1],
    [90, 2],
    [180, 2],
    [181, 3],
  ])(
    'with an age of %i seconds runs %i times: what would come too late is not waited for',
    (seconds, runs) => {
      expect(predict({ maximumEventAgeSeconds: seconds })).toMatchObject({
        end: {
          attempts: runs,
          condition: runs === 3 ? 'RetriesExhausted' : 'EventAgeExceeded',
          atMs: [0, 60_000, 180_000][runs - 1],
        },
      });
    },
  );
});

describe('a throttled event', () => {
  it('backs off from one second to five minutes and spends no retry', () => {
    const steps = [...Array<'throttled'>(11).fill('throttled'), 'fails'] as const;
    const { seconds, end } = predict({}, { steps });
    expect(seconds).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1111, 1171, 1291]);
    expect(end).toMatchObject({ attempts: 3, condition: 'RetriesExhausted' });
  });

  it('starts over with its waits after a run', () => {
    const steps = ['throttled', 'throttled', 'fails', 'throttled', 'succeeds'] as const;
    expect(predict({}, { steps }).seconds).toEqual([0, 1, 3, 63, 64]);
  });

  it('that never runs is given up when it is too old, with a count of 0', () => {
    const { seconds, end } = predict({ maximumEventAgeSeconds: 60 }, { steps: ['throttled'] });
    expect(seconds).toEqual([0, 1, 3, 7, 15, 31]);
    expect(end).toMatchObject({ attempts: 0, condition: 'EventAgeExceeded', atMs: 31_000 });
  });
});

describe('where it goes', () => {
  it.each([
    [{ hasOnFailure: false }, 'dropped', []],
    [{}, 'on-failure', ['on-failure']],
    [{ hasOnFailure: false, hasDeadLetterQueue: true }, 'dead-lettered', ['dead-letter-queue']],
    [{ hasDeadLetterQueue: true }, 'dead-lettered', ['dead-letter-queue', 'on-failure']],
  ])('after failing, with %o', (policy, where, deliveredTo) => {
    expect(predict({ ...policy, hasOnSuccess: true }).end).toMatchObject({ where, deliveredTo });
  });

  it('after a success is done, or recorded when it is asked for', () => {
    const all = { hasDeadLetterQueue: true, hasOnSuccess: true };
    expect(predict(all, { steps: [] }).end).toMatchObject({
      where: 'on-success',
      deliveredTo: ['on-success'],
    });
    expect(predict({}, { steps: [] }).end).toMatchObject({ where: 'done', deliveredTo: [] });
  });

  it('goes there at once when the function is stopped', () => {
    expect(predict({ isStopped: true })).toMatchObject({
      seconds: [],
      end: { where: 'on-failure', condition: 'ZeroReservedConcurrency', attempts: 0, atMs: 0 },
    });
  });
});
