import { describe, expect, it } from 'vitest';
import { redriveJob } from '#test/factories/redrives/job';
import { describeControl, listControls } from './control-text.ts';

describe('listControls', () => {
  it('offers what the state allows, and nothing of an ended job', () => {
    expect(listControls('running')).toEqual(['pause', 'cancel']);
    expect(listControls('paused')).toEqual(['resume', 'cancel']);
    expect(listControls('pausing')).toEqual(['cancel']);
    for (const ended of ['cancelled', 'stopped', 'completed', 'failed'] as const) {
      expect(listControls(ended)).toEqual([]);
    }
  });
});

describe('describeControl', () => {
  it('says what comes of it, with the numbers of now', () => {
    const totals = { selected: 312, moved: 60, skipped: 0, failed: 0, left: 252 };
    const job = redriveJob({ totals });
    expect(describeControl('cancel', job).text).toContain('60 moved already stay so; 252 stay');
    expect(describeControl('pause', job).text).toContain('252 stay where they are, and can expire');
    expect(describeControl('resume', job).text).toContain('with 252');
    const estimated = { ...job, selectedIsExact: false };
    expect(describeControl('cancel', estimated).text).toContain('about 252');
    const finding = { ...estimated, totals: { ...totals, selected: 60, left: 0 } };
    expect(describeControl('cancel', finding).text).toContain('the others stay');
  });
});
