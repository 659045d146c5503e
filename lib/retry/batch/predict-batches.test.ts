import { describe, expect, it } from 'vitest';
import type { Prediction } from '../types.ts';
import { predictBatches } from './predict-batches.ts';
import type { BatchPolicy } from './types.ts';

const POLICY: BatchPolicy = {
  handling: 'throws',
  batchSize: 10,
  batchingWindowSeconds: 0,
  visibilityTimeoutSeconds: 30,
  messageRetentionSeconds: 345_600,
  delaySeconds: 0,
  maxReceiveCount: 3,
  functionTimeoutSeconds: 5,
};

/** Four messages, of which `c` is poison. */
const ITEMS = ['a', 'b', 'c', 'd'].map((id) => ({ id, failFirst: id === 'c' ? null : 0 }));

const predict = (policy: Partial<BatchPolicy>, items = ITEMS, durationMs = 100) =>
  predictBatches({ ...POLICY, ...policy }, { items, durationMs });

const tell = ({ attempts }: Prediction) =>
  attempts.map(({ atMs, items, left }) => `${atMs / 1000}: ${items.join('')} > ${left.join('')}`);
const endsOf = ({ ends }: Prediction) =>
  Object.fromEntries(ends.map(({ item, where, attempts }) => [item, `${where} ${attempts}`]));

describe('one poison message among four', () => {
  it('takes the whole batch to the dead-letter queue when the function throws', () => {
    const prediction = predict({});
    expect(tell(prediction)).toEqual(['0: abcd > abcd', '30: abcd > abcd', '60: abcd > abcd']);
    expect(endsOf(prediction)).toEqual({
      a: 'dead-lettered 3',
      b: 'dead-lettered 3',
      c: 'dead-lettered 3',
      d: 'dead-lettered 3',
    });
    expect(prediction.ends.map(({ atMs }) => atMs)).toEqual([90_000, 90_000, 90_000, 90_000]);
    // Those before it were processed three times, the one behind it never.
    expect(prediction.attempts.map(({ processed }) => processed)).toEqual(
      Array.from({ length: 3 }, () => ['a', 'b']),
    );
    expect(prediction.ends.filter(({ isProcessed }) => isProcessed).map(({ item }) => item)).toEqual([
      'a',
      'b',
    ]);
  });

  it('goes alone when the function reports it', () => {
    const prediction = predict({ handling: 'reports' });
    expect(tell(prediction)).toEqual(['0: abcd > c', '30: c > c', '60: c > c']);
    expect(endsOf(prediction)).toEqual({ a: 'done 1', b: 'done 1', d: 'done 1', c: 'dead-lettered 3' });
    expect(prediction.attempts[0]?.outcome).toBe('partly-failed');
  });

  it('is lost when the function swallows the error', () => {
    const prediction = predict({ handling: 'swallows' });
    expect(tell(prediction)).toEqual(['0: abcd > ']);
    expect(endsOf(prediction)).toEqual({ a: 'done 1', b: 'done 1', c: 'lost 1', d: 'done 1' });
    expect(prediction.attempts[0]?.outcome).toBe('swallowed');
  });

  it('takes those behind it along when the function deletes what is done and throws', () => {
    const prediction = predict({ handling: 'deletes-and-throws' });
    expect(tell(prediction)).toEqual(['0: abcd > cd', '30: cd > cd', '60: cd > cd']);
    expect(endsOf(prediction)).toEqual({
      a: 'done 1',
      b: 'done 1',
      c: 'dead-lettered 3',
      d: 'dead-lettered 3',
    });
  });
});

it('puts what is left of several batches together', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => ({ id, failFirst: 'bd'.includes(id) ? 1 : 0 }));
  expect(tell(predict({ handling: 'reports', batchSize: 2 }, items))).toEqual([
    '0: ab > b',
    '0: cd > d',
    '30: bd > ',
  ]);
});

it('fails a whole batch that takes longer than the function may', () => {
  const prediction = predict({ handling: 'reports' }, ITEMS, 5001);
  expect(prediction.attempts.map(({ outcome, endsAtMs }) => [outcome, endsAtMs])).toEqual([
    ['timed-out', 5000],
    ['timed-out', 35_000],
    ['timed-out', 65_000],
  ]);
});

it('waits for the window with a batch that is not full, and hides for longer when window and timeout need it', () => {
  const prediction = predict({ batchSize: 3, batchingWindowSeconds: 28, maxReceiveCount: 2 });
  expect(tell(prediction)).toEqual(['0: abc > abc', '28: d > ', '63: abc > abc']);
});

it('without a dead-letter queue tries until the messages expire', () => {
  const prediction = predict({ maxReceiveCount: null, messageRetentionSeconds: 60, handling: 'reports' });
  expect(endsOf(prediction)).toMatchObject({ a: 'done 1', c: 'expired 2' });
});

it('invokes with messages that expired while their batch waited for its window', () => {
  const { attempts, ends } = predict({ batchingWindowSeconds: 300, messageRetentionSeconds: 60 });
  expect(attempts).toMatchObject([{ atMs: 300_000 }]);
  expect(ends.map(({ where, atMs }) => [where, atMs])).toEqual(ITEMS.map(() => ['expired', 60_000]));
});

describe('rounds that are all alike', () => {
  const POISON = { id: 'd', failFirst: null };

  // Two batches a round: from round 500 on nothing more is listed.
  it.each([499, 500, 501, 600, 699])('are leapt over up to failure %i, as if walked', (failFirst) => {
    const items = [...['a', 'b', 'c'].map((id) => ({ id, failFirst })), POISON];
    const prediction = predict({ handling: 'reports', batchSize: 2, maxReceiveCount: 700 }, items);
    const healed = { where: 'done', attempts: failFirst + 1, atMs: failFirst * 30_000 + 100 };
    const dead = { where: 'dead-lettered', attempts: 700, atMs: 700 * 30_000 };
    expect(prediction.ends).toMatchObject([healed, healed, healed, dead]);
    // The first rounds have two batches, those with what is left have one.
    expect(prediction.attempts.length + prediction.omittedAttempts).toBe(failFirst + 1 + 700);
  });

  it('are leapt over until the messages expire', () => {
    const policy = { maxReceiveCount: null, messageRetentionSeconds: 1_209_600 };
    const { attempts, omittedAttempts, ends } = predict(policy, [POISON]);
    expect(ends).toMatchObject([{ where: 'expired', attempts: 40_320, atMs: 1_209_600_000 }]);
    expect(attempts.length + omittedAttempts).toBe(40_320);
  });
});
