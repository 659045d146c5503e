import { describe, expect, it } from 'vitest';
import { redriveJob, stage } from '#test/factories/redrives/job';
import { describeSize, findCurrent, sizeOf } from './stage-text.ts';

const stages = [stage(1), stage(5), stage(20), stage(100), stage(null)];
const jobOf = (selected: number, selectedIsExact = true) =>
  redriveJob({
    stages,
    selectedIsExact,
    totals: { selected, moved: 0, skipped: 0, failed: 0, left: selected },
  });

describe('sizes of stages', () => {
  it('add up to what was selected', () => {
    for (const selected of [0, 1, 4, 26, 126, 127, 8_104]) {
      const sizes = stages.map((_, index) => sizeOf(jobOf(selected), index) ?? NaN);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(selected);
    }
  });

  it('are said in words', () => {
    expect(describeSize(jobOf(312), 0)).toBe('1 message');
    expect(describeSize(jobOf(312), 4)).toBe('the rest, 186');
    expect(describeSize(jobOf(8_126, false), 4)).toBe('the rest, about 8,000');
    expect(describeSize(jobOf(20), 2)).toBe('14 messages');
    expect(describeSize(jobOf(20), 4)).toBe('no rest');
  });

  it('are as planned while it is not known how many there are', () => {
    const finding = jobOf(3, false);
    expect(describeSize(finding, 2)).toBe('20 messages');
    expect(describeSize(finding, 4)).toBe('the rest');
    expect(sizeOf(finding, 4)).toBeNull();
  });
});

describe('findCurrent', () => {
  it('is the stage that moves or is watched', () => {
    expect(findCurrent([stage(1, { status: 'passed' }), stage(5, { status: 'watching' })])).toBe(1);
    expect(findCurrent(stages)).toBe(-1);
  });
});
