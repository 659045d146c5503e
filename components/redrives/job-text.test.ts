import { describe, expect, it } from 'vitest';
import { redriveJob } from '#test/factories/redrives/job';
import { describeEdit } from './job/panels/describe-edit.ts';
import { describeStatus } from './job-status.ts';
import { describeJob, describeTarget, isRepeatable } from './job-text.ts';

describe('words of a job', () => {
  it('say what it is for', () => {
    expect(describeJob(redriveJob())).toBe('Redrive of everything');
    const ids = redriveJob({ action: 'delete', selection: { messageIds: [] }, selectedIds: 5_000 });
    expect(describeJob(ids)).toBe('Deletion of 5,000 chosen messages');
    expect(describeJob(redriveJob({ selection: { query: 'age > 3d' } }))).toBe(
      'Redrive of messages that match age > 3d',
    );
    expect(describeJob(redriveJob({ action: 'restore' }))).toBe('Restore of a file');
  });

  it('say where to', () => {
    expect(describeTarget(redriveJob())).toBe('where each came from');
    expect(describeTarget(redriveJob({ target: 'orders' }))).toBe('orders');
    expect(describeTarget(redriveJob({ targetFunction: 'fix' }))).toBe('fix');
    expect(describeTarget(redriveJob({ action: 'delete' }))).toBeNull();
  });

  it('tell watching from moving', () => {
    expect(describeStatus({ status: 'running', stages: [] }).text).toBe('Running');
    const [stage] = redriveJob().stages;
    const watched = stage ? [{ ...stage, status: 'watching' as const }] : [];
    expect(describeStatus({ status: 'running', stages: watched }).text).toBe('Watching');
    expect(describeStatus({ status: 'paused', stages: watched }).text).toBe('Paused');
  });

  it('list what was changed', () => {
    expect(
      describeEdit({
        bodyPatch: { a: 1, b: null },
        setAttributes: { t: { DataType: 'String', StringValue: 'x' } },
        removeAttributes: ['1', '2', '3', '4', '5', '6', '7'],
      }),
    ).toBe('body fields: a, b; attributes set: t; attributes taken off: 1, 2, 3, 4, 5 and 2 others');
  });
});

describe('isRepeatable', () => {
  it('is true only of what a job knows well enough', () => {
    expect(isRepeatable(redriveJob())).toBe(true);
    const kept = { selection: { messageIds: ['a'] }, selectedIds: 1 };
    expect(isRepeatable(redriveJob(kept))).toBe(true);
    expect(isRepeatable(redriveJob({ ...kept, selectedIds: 2_000 }))).toBe(false);
    expect(isRepeatable(redriveJob({ action: 'restore' }))).toBe(false);
  });
});
