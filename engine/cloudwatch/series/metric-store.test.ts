import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Disk } from '../../core/disk/disk.ts';
import { noDisk } from '../../core/disk/no-disk.ts';
import { openDisk } from '../../core/disk/sqlite-disk.ts';
import { createManualClock, type ManualClock } from '../../core/manual-clock.ts';
import { addSamples, addStatisticSet } from './bucket.ts';
import { createMetricDisk } from './metric-disk.ts';
import { createMetricStore, type MetricStore } from './metric-store.ts';
import { alignRange, readPoints } from './read-points.ts';
import { parseStatistic } from './statistic.ts';

const KEY = { namespace: 'Shop', name: 'Orders', dimensions: { Queue: 'main' } };
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

let clock: ManualClock;
let store: MetricStore;
const startOn = (disk: Disk) => {
  store = createMetricStore({ clock, disk: createMetricDisk(disk) });
};
const put = (value: number, highResolution = false) => {
  for (const bucket of store.bucketsFor(KEY, 'Count', clock.nowMs(), highResolution)) {
    addSamples(bucket, value, 1);
  }
};
/** Values of all periods from `agoMs` ago until now. */
const read = (stat: string, periodSeconds: number, agoMs: number) => {
  const nowMs = clock.nowMs();
  const metric = store.find(KEY);
  const statistic = parseStatistic(stat);
  if (!metric || !statistic) return undefined;
  const range = alignRange({ startMs: nowMs - agoMs, endMs: nowMs + 1, periodSeconds, nowMs });
  return [...readPoints({ metric, range, statistic }).values()];
};

beforeEach(() => {
  clock = createManualClock();
});
afterEach(() => store.close());

describe('what is kept for how long', () => {
  beforeEach(() => startOn(noDisk));

  it('keeps seconds of high-resolution samples for three hours, beside their minutes', async () => {
    put(1, true);
    await clock.advance(1000);
    put(2, true);
    expect(read('Sum', 1, HOUR_MS)).toEqual([1, 2]);
    expect(read('Sum', 10, HOUR_MS)).toEqual([3]);
    expect(read('Sum', 60, HOUR_MS)).toEqual([3]);
    await clock.advance(4 * HOUR_MS);
    expect(read('Sum', 1, 5 * HOUR_MS)).toEqual([]);
    expect(read('Sum', 60, 5 * HOUR_MS)).toEqual([3]);
  });

  it('has no points below a minute for samples of standard resolution', () => {
    put(1);
    expect(read('Sum', 10, HOUR_MS)).toEqual([]);
    expect(read('Sum', 60, HOUR_MS)).toEqual([1]);
  });

  it.each([
    ['a minute for 15 days', 60, 15, 300],
    ['five minutes for 63 days', 300, 63, 3600],
  ])('keeps %s, then in the next coarser grain, percentiles included', async (_, fine, days, coarse) => {
    for (const value of [1, 2, 3, 100]) put(value);
    await clock.advance((days - 1) * DAY_MS);
    expect(read('Sum', fine, days * DAY_MS)).toEqual([106]);
    await clock.advance(2 * DAY_MS);
    expect(read('Sum', fine, (days + 2) * DAY_MS)).toEqual([]);
    expect(read('Sum', coarse, (days + 2) * DAY_MS)).toEqual([106]);
    expect(read('p50', coarse, (days + 2) * DAY_MS)).toEqual([2]);
    expect(read('Maximum', coarse, (days + 2) * DAY_MS)).toEqual([100]);
  });

  it('adds up the minutes that become part of five', async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      put(minute + 1);
      await clock.advance(60_000);
    }
    await clock.advance(16 * DAY_MS);
    expect(read('Sum', 300, 17 * DAY_MS)).toEqual([15]);
    expect(read('SampleCount', 300, 17 * DAY_MS)).toEqual([5]);
  });

  it('drops an hour after 455 days, and the metric with its last point', async () => {
    put(1);
    await clock.advance(454 * DAY_MS);
    expect(read('Sum', 3600, 455 * DAY_MS)).toEqual([1]);
    await clock.advance(2 * DAY_MS);
    expect(store.find(KEY)).toBeUndefined();
    expect([...store.list()]).toEqual([]);
  });
});

describe('after a restart', () => {
  let directory: string;
  let disk: Disk;
  const open = () => {
    disk = openDisk({ directory });
    startOn(disk);
  };
  const restart = async () => {
    await disk.committed();
    store.close();
    disk.close();
    open();
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'redrive-metrics-'));
    open();
  });
  afterEach(() => {
    disk.close();
    rmSync(directory, { recursive: true });
  });

  it('has every sample, those after an earlier commit of the same minute too', async () => {
    put(5);
    await disk.committed();
    put(7);
    put(7);
    await restart();
    expect(read('Sum', 60, HOUR_MS)).toEqual([19]);
    expect(read('p50', 60, HOUR_MS)).toEqual([7]);
    expect(store.find(KEY)).toMatchObject(KEY);
    put(1);
    await restart();
    expect(read('SampleCount', 60, HOUR_MS)).toEqual([4]);
  });

  it('still knows of which points no percentile can be told', async () => {
    const [bucket] = store.bucketsFor(KEY, 'Count', clock.nowMs(), false);
    if (bucket) addStatisticSet(bucket, { count: 3, sum: 6, min: 1, max: 3 });
    await restart();
    expect(read('p50', 60, HOUR_MS)).toEqual([]);
    expect(read('Average', 60, HOUR_MS)).toEqual([2]);
  });

  it('has coarse points where fine ones were, once', async () => {
    put(1);
    await clock.advance(16 * DAY_MS);
    await restart();
    expect(read('Sum', 60, 17 * DAY_MS)).toEqual([]);
    expect(read('Sum', 300, 17 * DAY_MS)).toEqual([1]);
  });
});
