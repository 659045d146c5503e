import { describe, expect, it } from 'vitest';
import { predictTask } from './predict-task.ts';
import type { Retrier, TaskPattern, TaskPolicy } from './types.ts';

const retrier = (errorEquals: string[], change: Partial<Retrier> = {}): Retrier => ({
  errorEquals,
  intervalSeconds: 1,
  maxAttempts: 3,
  backoffRate: 2,
  maxDelaySeconds: null,
  jitterStrategy: 'NONE',
  ...change,
});
const ALL = retrier(['States.ALL']);

function predict(policy: Partial<TaskPolicy>, errors: TaskPattern['errors'], durationMs = 0) {
  const { attempts, ends } = predictTask(
    { retriers: [], catchers: [], timeoutSeconds: null, ...policy },
    { errors, durationMs },
  );
  return { seconds: attempts.map(({ atMs }) => atMs / 1000), attempts, end: ends[0] };
}

describe('a retrier', () => {
  it('waits 1, 2 and 4 seconds by default and then fails', () => {
    expect(predict({ retriers: [ALL] }, ['Boom'])).toMatchObject({
      seconds: [0, 1, 3, 7],
      end: { where: 'failed', condition: 'Boom', attempts: 4, isProcessed: false },
    });
  });

  it('waits no longer than its maximum, and from the end of a try', () => {
    const capped = retrier(['States.ALL'], { intervalSeconds: 3, maxAttempts: 4, maxDelaySeconds: 10 });
    expect(predict({ retriers: [capped] }, ['Boom'], 500).seconds).toEqual([0, 3.5, 10, 20.5, 31]);
  });

  it('that AWS recommends for Lambda waits 2, 4, 8, 16, 32 and 64 seconds', () => {
    const recommended = retrier(['Lambda.ServiceException', 'Lambda.SdkClientException'], {
      intervalSeconds: 2,
      maxAttempts: 6,
    });
    const { seconds } = predict({ retriers: [recommended] }, ['Lambda.ServiceException']);
    expect(seconds).toEqual([0, 2, 6, 14, 30, 62, 126]);
  });

  it('with 0 attempts never retries what it names, whatever comes after it', () => {
    const never = retrier(['Boom'], { maxAttempts: 0 });
    expect(predict({ retriers: [never, ALL] }, ['Boom'])).toMatchObject({
      seconds: [0],
      end: { where: 'failed' },
    });
    expect(predict({ retriers: [never, ALL] }, ['Other', null])).toMatchObject({
      seconds: [0, 1],
      end: { where: 'done', attempts: 2 },
    });
  });

  it('counts for itself, and goes on where it was when other errors came between', () => {
    const policy = {
      retriers: [retrier(['A'], { maxAttempts: 2 }), retrier(['B'], { intervalSeconds: 10 })],
    };
    expect(predict(policy, ['A', 'B', 'A', 'B', 'A'])).toMatchObject({
      seconds: [0, 1, 11, 13, 33],
      end: { where: 'failed', condition: 'A' },
    });
  });

  it('with full jitter begins anywhere in a span that widens', () => {
    const { attempts, end } = predict({ retriers: [{ ...ALL, jitterStrategy: 'FULL' }] }, ['Boom'], 100);
    expect(attempts.map(({ earliestAtMs, atMs }) => [earliestAtMs, atMs])).toEqual([
      [0, 0],
      [100, 1100],
      [200, 3200],
      [300, 7300],
    ]);
    expect(end).toMatchObject({ earliestAtMs: 400, atMs: 7400 });
  });
});

describe('names of errors', () => {
  it('States.TaskFailed is anything but a timeout', () => {
    const retriers = [retrier(['States.TaskFailed'])];
    expect(predict({ retriers }, ['Boom', null]).end).toMatchObject({ where: 'done' });
    expect(predict({ retriers, timeoutSeconds: 5 }, [null], 5001)).toMatchObject({
      attempts: [{ outcome: 'timed-out', endsAtMs: 5000, error: 'States.Timeout' }],
      end: { where: 'failed', condition: 'States.Timeout' },
    });
  });

  it.each([['States.Timeout'], ['States.ALL']])('%s takes a timeout', (name) => {
    const { seconds } = predict({ retriers: [retrier([name])] }, ['States.Timeout', null]);
    expect(seconds).toEqual([0, 1]);
  });

  it('States.ALL takes neither States.Runtime nor States.DataLimitExceeded', () => {
    const policy = { retriers: [ALL], catchers: [{ errorEquals: ['States.ALL'], next: 'Clean up' }] };
    for (const error of ['States.Runtime', 'States.DataLimitExceeded'])
      expect(predict(policy, [error]).end).toMatchObject({ where: 'failed', condition: error, attempts: 1 });
  });
});

describe('a catcher', () => {
  it('leads on after the last retry', () => {
    const catchers = [
      { errorEquals: ['Other'], next: 'Elsewhere' },
      { errorEquals: ['States.ALL'], next: 'Clean up' },
    ];
    expect(predict({ retriers: [ALL], catchers }, ['Boom']).end).toMatchObject({
      where: 'caught',
      condition: 'Boom',
      deliveredTo: ['Clean up'],
      attempts: 4,
      atMs: 7000,
    });
  });
});

it('ends with its year or its history, whichever is full first', () => {
  const endless = retrier(['States.ALL'], { maxAttempts: 99_999_999, backoffRate: 1 });
  expect(predict({ retriers: [endless] }, ['Boom']).end).toMatchObject({
    where: 'failed',
    condition: null,
    attempts: 8332,
  });
  const growing = { ...endless, backoffRate: 2 };
  expect(predict({ retriers: [growing] }, ['Boom']).end).toMatchObject({
    where: 'failed',
    condition: null,
    atMs: 31_536_000_000,
  });
});
