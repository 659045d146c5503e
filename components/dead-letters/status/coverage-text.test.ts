import { describe, expect, it } from 'vitest';
import { workbenchView } from '#test/factories/workbench/workbench-view';
import { describeGap, describeRead } from './coverage-text.ts';

const around = { limit: 100_000, inFlight: 0 };
const end = { ...workbenchView().end!, seen: 10, about: 40, complete: false };

describe('describeRead', () => {
  it('says of how many only where there are more', () => {
    expect(describeRead({ read: 12_300, about: 40_000 })).toBe('Read 12,300 of about 40,000 messages');
    expect(describeRead({ read: 2, about: 2 })).toBe('Read 2 messages');
    expect(describeRead({ read: 1, about: null })).toBe('Read 1 message');
  });
});

describe('describeGap', () => {
  const gap = (part: Parameters<typeof workbenchView>[0], more: Partial<typeof around> = {}) =>
    describeGap(workbenchView({ state: 'done', read: 10, about: 40, end, ...part }), { ...around, ...more });

  it('has none while reading, and none when all was read', () => {
    expect(gap({ state: 'reading', end: null })).toBeNull();
    expect(gap({ end: { ...end, complete: true } })).toBeNull();
  });

  it.each([
    ['stopped', 'stopped by you'],
    ['limit', 'a look takes at most 100,000'],
    ['in-flight', 'no more be in flight at once'],
    ['time', 'longer than messages may be held'],
  ] as const)('has words for an end by %s', (limitedBy, words) => {
    expect(gap({ end: { ...end, limitedBy } })).toContain(words);
  });

  it('tells a reading that was hung up, and messages that others hold', () => {
    expect(gap({ end: null })).toBe('stopped by you');
    expect(gap({}, { inFlight: 30 })).toContain('30 messages are in flight');
    expect(gap({ about: 11 }, { inFlight: 1 })).toContain('1 message is in flight');
    expect(gap({}, { inFlight: 5 })).toContain('in flight elsewhere');
    expect(gap({ about: 10 })).toContain('in flight elsewhere');
  });
});
