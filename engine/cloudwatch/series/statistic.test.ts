import { describe, expect, it } from 'vitest';
import { addSamples, addStatisticSet, emptyBucket, mergeBuckets, type Bucket } from './bucket.ts';
import { parseStatistic } from './statistic.ts';

function bucketOf(values: number[]): Bucket {
  const bucket = emptyBucket();
  for (const value of values) addSamples(bucket, value, 1);
  return bucket;
}

const statistic = (name: string, bucket: Bucket) => parseStatistic(name)?.(bucket);
const HUNDRED = Array.from({ length: 100 }, (_, index) => index + 1);

describe('statistics of a bucket', () => {
  it.each([
    ['SampleCount', 4],
    ['Sum', 10],
    ['Average', 2.5],
    ['Minimum', 0],
    ['Maximum', 7],
    ['p50', 1],
    ['p75', 2],
    ['p75.1', 7],
    ['p0', 0],
    ['p100', 7],
  ])('%s', (name, expected) => {
    expect(statistic(name, bucketOf([7, 0, 2, 1]))).toBe(expected);
  });

  it.each(['sum', 'p101', 'p', 'p-1', 'pp5', 'tm90', 'constructor', ''])('%s is none', (name) => {
    expect(parseStatistic(name)).toBeUndefined();
  });

  it('counts equal samples as often as they came', () => {
    const bucket = emptyBucket();
    addSamples(bucket, 5, 99);
    addSamples(bucket, 1000, 1);
    expect(statistic('p99', bucket)).toBe(5);
    expect(statistic('p99.5', bucket)).toBe(1000);
    expect(statistic('SampleCount', bucket)).toBe(100);
  });

  it('add up over minutes', () => {
    const merged = mergeBuckets([bucketOf(HUNDRED), bucketOf([1000]), bucketOf([1000])]);
    expect(merged && statistic('p98', merged)).toBe(100);
    expect(merged && statistic('p99', merged)).toBe(1000);
    expect(merged && statistic('Sum', merged)).toBe(7050);
    expect(mergeBuckets([])).toBeUndefined();
  });

  it('stay within 2 % beyond 256 distinct values, and exact where they can', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => index + 1);
    const bucket = bucketOf(values);
    expect(bucket.values?.size).toBeLessThan(300);
    for (const percent of [10, 50, 90, 99]) {
      const actual = statistic(`p${percent}`, bucket) ?? 0;
      expect(Math.abs(actual / (percent * 100) - 1)).toBeLessThan(0.021);
    }
    expect(statistic('p100', bucket)).toBe(10_000);
    expect(statistic('Sum', bucket)).toBe(50_005_000);
  });

  it('keep their sum when rounded minutes are merged', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index + 1);
    const merged = mergeBuckets([bucketOf(values), bucketOf(values)]);
    expect(merged && statistic('Sum', merged)).toBe(1_001_000);
    expect(merged && statistic('Maximum', merged)).toBe(1000);
  });
});

describe('a statistic set', () => {
  it('adds to all but percentiles, which can no longer be told', () => {
    const bucket = bucketOf([10]);
    addStatisticSet(bucket, { count: 3, sum: 6, min: 1, max: 3 });
    expect(
      ['SampleCount', 'Sum', 'Minimum', 'Maximum', 'p50'].map((name) => statistic(name, bucket)),
    ).toEqual([4, 16, 1, 10, undefined]);
    addSamples(bucket, 5, 1);
    expect(statistic('p50', bucket)).toBeUndefined();
    expect(statistic('Sum', bucket)).toBe(21);
  });

  it('of equal samples keeps percentiles', () => {
    const bucket = emptyBucket();
    addStatisticSet(bucket, { count: 3, sum: 6, min: 2, max: 2 });
    expect(statistic('p50', bucket)).toBe(2);
  });
});
