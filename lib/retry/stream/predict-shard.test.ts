import { describe, expect, it } from 'vitest';
import type { Prediction } from '../types.ts';
import { predictShard } from './predict-shard.ts';
import type { StreamPolicy } from './types.ts';

const POLICY: StreamPolicy = {
  batchSize: 100,
  maximumRecordAgeSeconds: -1,
  maximumRetryAttempts: 2,
  bisectBatchOnFunctionError: false,
  reportBatchItemFailures: false,
  hasOnFailure: true,
  retentionSeconds: 86_400,
  functionTimeoutSeconds: 60,
  retryWaitMs: 1000,
};

/** Records by letter; those in capitals are poison. */
const records = (text: string) =>
  text.split('').map((id) => ({ id, failFirst: id === id.toUpperCase() ? null : 0 }));
const hundred = (poison: number) =>
  Array.from({ length: 100 }, (_, index) => ({ id: `r${index}`, failFirst: index === poison ? null : 0 }));

const predict = (policy: Partial<StreamPolicy>, items = records('abCd'), durationMs = 0) =>
  predictShard({ ...POLICY, ...policy }, { items, durationMs });

const tell = ({ attempts }: Prediction) =>
  attempts.map(({ atMs, items, split }) => {
    const parts = split.map((part) => part.join('')).join('|');
    return `${atMs / 1000}: ${items.join('')}${parts && ` > ${parts}`}`;
  });
const endsOf = ({ ends }: Prediction) => Object.fromEntries(ends.map(({ item, where }) => [item, where]));

describe('a poison record', () => {
  it('takes its whole batch along when nothing is split', () => {
    const prediction = predict({});
    expect(tell(prediction)).toEqual(['0: abCd', '1: abCd', '2: abCd']);
    expect(endsOf(prediction)).toEqual({
      a: 'on-failure',
      b: 'on-failure',
      C: 'on-failure',
      d: 'on-failure',
    });
    expect(prediction.ends[0]).toMatchObject({
      condition: 'RetryAttemptsExhausted',
      attempts: 3,
      atMs: 2000,
    });
  });

  it('is isolated by halves, each with all retries before it, the first one over before the second begins', () => {
    const prediction = predict({ bisectBatchOnFunctionError: true });
    expect(tell(prediction)).toEqual([
      '0: abCd > ab|Cd',
      '1: ab',
      '1: Cd > C|d',
      '2: C',
      '3: C',
      '4: C',
      '4: d',
    ]);
    expect(endsOf(prediction)).toEqual({ a: 'done', b: 'done', C: 'on-failure', d: 'done' });
  });

  it('among a hundred leaves the other 99 processed, after at most seven splits', () => {
    for (const poison of [0, 1, 49, 50, 63, 98, 99]) {
      const prediction = predict(
        { bisectBatchOnFunctionError: true, maximumRetryAttempts: 1 },
        hundred(poison),
      );
      const failed = prediction.ends.filter(({ where }) => where !== 'done');
      expect(failed.map(({ item }) => item)).toEqual([`r${poison}`]);
      const splits = prediction.attempts.filter(({ split }) => split.length > 0).length;
      expect(splits).toBeGreaterThanOrEqual(6);
      expect(splits).toBeLessThanOrEqual(7);
    }
  });

  it('blocks its shard without a maximum: those behind it expire with it', () => {
    const prediction = predict({ batchSize: 1, maximumRetryAttempts: -1 }, records('aBc'), 1000);
    expect(endsOf(prediction)).toEqual({ a: 'done', B: 'expired', c: 'expired' });
    expect(prediction.ends.map(({ item, attempts }) => [item, attempts])).toEqual([
      ['a', 1],
      ['B', 43_200],
      ['c', 0],
    ]);
    expect([prediction.attempts.length, prediction.omittedAttempts]).toEqual([1000, 42_201]);
  });

  it('makes those behind it too old to be tried', () => {
    const prediction = predict(
      { batchSize: 1, maximumRetryAttempts: -1, maximumRecordAgeSeconds: 60, hasOnFailure: false },
      records('aBc'),
    );
    expect(prediction.ends).toMatchObject([
      { item: 'a', where: 'done' },
      { item: 'B', where: 'dropped', condition: 'RecordAgeExceeded', attempts: 60, atMs: 60_000 },
      { item: 'c', where: 'dropped', condition: 'RecordAgeExceeded', attempts: 0, atMs: 60_000 },
    ]);
  });
});

describe('a function that reports its checkpoint', () => {
  const reporting = { reportBatchItemFailures: true };

  it('leaves what came before it done, and spends retries on the rest', () => {
    const prediction = predict(reporting);
    expect(tell(prediction)).toEqual(['0: abCd', '1: Cd', '2: Cd']);
    expect(endsOf(prediction)).toEqual({ a: 'done', b: 'done', C: 'on-failure', d: 'on-failure' });
    expect(prediction.attempts[0]).toMatchObject({ outcome: 'partly-failed', left: ['C', 'd'] });
  });

  it('with bisect has its batch cut there, and split in halves where nothing is before it', () => {
    const prediction = predict({ ...reporting, bisectBatchOnFunctionError: true });
    expect(tell(prediction)).toEqual(['0: abCd', '1: Cd > C|d', '2: C', '3: C', '4: C', '4: d']);
    expect(endsOf(prediction)).toEqual({ a: 'done', b: 'done', C: 'on-failure', d: 'done' });
  });
});

it('without retries still splits, since a split is none', () => {
  const prediction = predict({ bisectBatchOnFunctionError: true, maximumRetryAttempts: 0 });
  expect(tell(prediction)).toEqual(['0: abCd > ab|Cd', '1: ab', '1: Cd > C|d', '2: C', '2: d']);
});

it('fails a batch that takes longer than the function may', () => {
  const prediction = predict({ maximumRetryAttempts: 1 }, records('ab'), 60_001);
  expect(prediction.attempts).toMatchObject([
    { atMs: 0, endsAtMs: 60_000, outcome: 'timed-out' },
    { atMs: 61_000, endsAtMs: 121_000, outcome: 'timed-out' },
  ]);
});

it('leaps to the end as it would have walked', () => {
  const items = [{ id: 'a', failFirst: 1000 }, ...records('b')];
  const prediction = predict({ maximumRetryAttempts: 10_000 }, items);
  expect(prediction.ends).toMatchObject([
    { item: 'a', where: 'done', attempts: 1001, atMs: 1_000_000 },
    { item: 'b', where: 'done', attempts: 1001 },
  ]);
  expect([prediction.attempts.length, prediction.omittedAttempts]).toEqual([1000, 1]);
  const poisoned = predict({ maximumRetryAttempts: 10_000 }, records('A'));
  expect(poisoned.ends).toMatchObject([{ attempts: 10_001, atMs: 10_000_000, where: 'on-failure' }]);
  expect(poisoned.omittedAttempts).toBe(9001);
});
