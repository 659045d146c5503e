import { describe, expect, it } from 'vitest';
import { metricsWindow } from '../window.ts';
import { createOldestAges } from './oldest-ages.ts';

const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 30);
const MINUTE_MS = 60_000;

function open(minutes = 60) {
  let nowMs = NOW_MS;
  const ages = createOldestAges({ nowMs: () => nowMs, wait: async () => {} });
  const window = metricsWindow(minutes, NOW_MS);
  const gaps = window.timestampsMs.map(() => null);
  return { ages, window, gaps, pass: (ms: number) => void (nowMs += ms) };
}

describe('createOldestAges', () => {
  it('knows the newest point, for a quarter of an hour', () => {
    const { ages, window, gaps, pass } = open();
    ages.note('dlq', [...gaps.slice(3), 100, 160, null], window);
    expect(ages.known('dlq')).toBe(160);
    expect(ages.known('other')).toBeNull();
    pass(15 * MINUTE_MS);
    expect(ages.known('dlq')).toBeNull();
  });

  it('does not take an old point for the present', () => {
    const { ages, window, gaps } = open();
    ages.note('dlq', [4000, ...gaps.slice(1)], window);
    expect(ages.known('dlq')).toBeNull();
  });

  it('keeps what it knew where CloudWatch has nothing, or only the peak of a long period', () => {
    const { ages, window, gaps } = open();
    ages.note('dlq', [...gaps.slice(1), 160], window);
    ages.note('dlq', gaps, window);
    ages.note('dlq', undefined, window);
    const day = open(24 * 60);
    ages.note('dlq', [...day.gaps.slice(1), 9000], day.window);
    expect(ages.known('dlq')).toBe(160);
  });
});
