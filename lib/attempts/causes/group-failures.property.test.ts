import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupFailures, trendWindow, type Failure } from './group-failures.ts';

const NOW_MS = 1_800_000_000_000;
const window = trendWindow(60, NOW_MS);

const failures = fc.array(
  fc.record({
    fingerprint: fc.constantFrom('v1-a', 'v1-b', 'v1-c'),
    messageId: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
    startedAtMs: fc.integer({ min: window.fromMs, max: window.toMs }),
    key: fc.record({ pk: fc.constantFrom('p1', 'p2'), sk: fc.string({ maxLength: 3 }) }),
  }),
  { maxLength: 60 },
);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('groupFailures', () => {
  it('counts every failure once, in all and over time', () => {
    fc.assert(
      fc.property(failures, (all) => {
        const groups = groupFailures(all, window);
        expect(sum(groups.map(({ count }) => count))).toBe(all.length);
        for (const { count, trend, messages } of groups) {
          expect(sum(trend)).toBe(count);
          expect(messages).toBeLessThanOrEqual(count);
        }
        expect(groups.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(
          [...new Set(all.map(({ fingerprint }) => fingerprint))].toSorted(),
        );
      }),
    );
  });

  it('says the same of the same failures in any order', () => {
    const shuffled = failures.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    const plain = (all: readonly Failure[]) =>
      groupFailures(all, window).map(({ newest, ...group }) => ({
        ...group,
        at: newest.startedAtMs,
        key: newest.key,
      }));
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(plain(other)).toEqual(plain(all));
      }),
    );
  });

  it('puts the most frequent first, and of two the one seen last', () => {
    const failure = (fingerprint: string, startedAtMs: number, messageId = 'm1'): Failure => ({
      fingerprint,
      messageId,
      startedAtMs,
      key: { pk: messageId, sk: String(startedAtMs) },
    });
    const groups = groupFailures(
      [
        failure('early', NOW_MS - 3_000_000),
        failure('late', NOW_MS - 1),
        failure('often', NOW_MS - 5_000, 'm2'),
        failure('often', NOW_MS - 4_000, 'm3'),
        failure('often', NOW_MS - 3_000, 'm3'),
      ],
      window,
    );
    expect(groups.map(({ fingerprint }) => fingerprint)).toEqual(['often', 'late', 'early']);
    expect(groups[0]).toMatchObject({
      count: 3,
      messages: 2,
      firstSeenAtMs: NOW_MS - 5_000,
      lastSeenAtMs: NOW_MS - 3_000,
      newest: { messageId: 'm3', startedAtMs: NOW_MS - 3_000 },
    });
    expect(groups[1]?.trend.at(-1)).toBe(1);
  });
});

describe('trendWindow', () => {
  it('is at least as long as asked for, in at most 48 periods', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 43_200 }), (minutes) => {
        const { fromMs, toMs, periodSeconds } = trendWindow(minutes, NOW_MS);
        const periods = (toMs - fromMs) / (periodSeconds * 1000);
        expect(toMs).toBe(NOW_MS);
        expect(periods).toBe(Math.ceil(periods));
        expect(periods).toBeLessThanOrEqual(48);
        expect(toMs - fromMs).toBeGreaterThanOrEqual(minutes * 60_000);
        expect(toMs - fromMs).toBeLessThan(minutes * 60_000 + periodSeconds * 1000);
      }),
    );
  });
});
