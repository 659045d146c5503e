import { describe, expect, it } from 'vitest';
import { predictBatches } from './batch/predict-batches.ts';
import { comparePrediction } from './compare-prediction.ts';
import { predictTask } from './step-functions/predict-task.ts';
import type { Prediction, Run } from './types.ts';

const PREDICTION = predictBatches(
  {
    handling: 'reports',
    batchSize: 2,
    batchingWindowSeconds: 0,
    visibilityTimeoutSeconds: 30,
    messageRetentionSeconds: 3600,
    delaySeconds: 0,
    maxReceiveCount: 2,
    functionTimeoutSeconds: 5,
  },
  {
    items: [
      { id: 'a', failFirst: 0 },
      { id: 'b', failFirst: null },
      { id: 'c', failFirst: 0 },
      { id: 'd', failFirst: 0 },
    ],
    durationMs: 100,
  },
);

const runOf = ({ attempts, ends }: Prediction): Run => structuredClone({ attempts, ends });
const compare = (run: Run, prediction = PREDICTION) =>
  comparePrediction(prediction, run, { toleranceMs: 50 }).map(
    ({ about, items, kind, expected, actual }) =>
      `${about} ${items.join('')} ${kind}: ${expected}, ${actual}`,
  );

/** The run as predicted, but for attempt or end number `index`. */
const withAttempt = (index: number, change: Partial<Run['attempts'][number]>): Run => {
  const run = runOf(PREDICTION);
  return { ...run, attempts: run.attempts.map((one, at) => (at === index ? { ...one, ...change } : one)) };
};
const withEnd = (index: number, change: Partial<Run['ends'][number]>): Run => {
  const run = runOf(PREDICTION);
  return { ...run, ends: run.ends.map((one, at) => (at === index ? { ...one, ...change } : one)) };
};

describe('a run as predicted', () => {
  it('has no differences, also a little late and in another order', () => {
    expect(compare(runOf(PREDICTION))).toEqual([]);
    expect(compare(withAttempt(0, { atMs: 50, endsAtMs: 150 }))).toEqual([]);
    const { attempts, ends } = runOf(PREDICTION);
    expect(compare({ attempts: attempts.toReversed(), ends: ends.toReversed() })).toEqual([]);
  });
});

describe('a run that is not', () => {
  it.each([
    [withAttempt(0, { atMs: 51, endsAtMs: 151 }), ['attempt ab time: at 0 ms, at 51 ms']],
    [withAttempt(0, { endsAtMs: 200 }), ['attempt ab time: for 100 ms, for 200 ms']],
    [withAttempt(1, { outcome: 'failed' }), ['attempt cd outcome: succeeded, failed']],
    [
      withAttempt(2, { items: ['a', 'b'] }),
      [
        'attempt b missing: partly-failed at 30000 ms, nothing',
        'attempt ab unexpected: nothing, partly-failed at 30000 ms',
      ],
    ],
    [withEnd(0, { atMs: 5000 }), ['end a time: at 100 ms, at 5000 ms']],
    [withEnd(3, { where: 'done' }), ['end b place: dead-lettered, done']],
    [
      withEnd(3, { item: 'x' }),
      ['end b missing: dead-lettered, nothing', 'end x unexpected: nothing, dead-lettered'],
    ],
  ])('is told, case %#', (run, differences) => {
    expect(compare(run).toSorted()).toEqual(differences.toSorted());
  });

  it('lacks an attempt or an end, or has one too many', () => {
    const { attempts, ends } = runOf(PREDICTION);
    expect(compare({ attempts: attempts.slice(0, 2), ends })).toEqual([
      'attempt b missing: partly-failed at 30000 ms, nothing',
    ]);
    const again = attempts.slice(0, 1).map((attempt) => ({ ...attempt, atMs: 90_000, endsAtMs: 90_100 }));
    expect(compare({ attempts: [...attempts, ...again], ends })).toEqual([
      'attempt ab unexpected: nothing, partly-failed at 90000 ms',
    ]);
    expect(compare({ attempts, ends: [...ends, ...ends.slice(0, 1)] })).toEqual([
      'end a unexpected: one end, done',
    ]);
  });
});

describe('with jitter', () => {
  const prediction = predictTask(
    {
      retriers: [
        {
          errorEquals: ['States.ALL'],
          intervalSeconds: 10,
          maxAttempts: 2,
          backoffRate: 1,
          maxDelaySeconds: null,
          jitterStrategy: 'FULL',
        },
      ],
      catchers: [],
      timeoutSeconds: null,
    },
    { errors: ['Boom'], durationMs: 0 },
  );
  const run = (times: number[]): Run => ({
    attempts: times.map((atMs) => ({ atMs, endsAtMs: atMs, items: ['execution'], outcome: 'failed' })),
    ends: [{ item: 'execution', where: 'failed', atMs: times.at(-1) ?? 0 }],
  });

  it('an attempt may begin anywhere in its span, and no later than its wait allows', () => {
    expect(compare(run([0, 0, 0]), prediction)).toEqual([]);
    expect(compare(run([0, 10_000, 20_000]), prediction)).toEqual([]);
    expect(compare(run([0, 10_100, 12_000]), prediction)).toEqual([
      'attempt execution time: at 0 to 10000 ms, at 10100 ms',
      'attempt execution time: a wait of 0 to 10000 ms, 10100 ms',
    ]);
    // Within its span, but more than ten seconds after the one before.
    expect(compare(run([0, 1000, 15_000]), prediction)).toEqual([
      'attempt execution time: a wait of 0 to 10000 ms, 14000 ms',
    ]);
  });
});

it('does not ask for attempts that a prediction omits', () => {
  const attempts = PREDICTION.attempts.slice(0, 2);
  expect(compare(runOf(PREDICTION), { ...PREDICTION, attempts, omittedAttempts: 1 })).toEqual([]);
});
