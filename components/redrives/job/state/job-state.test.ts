import { describe, expect, it } from 'vitest';
import { outcome, redriveJob, stage } from '#test/factories/redrives/job';
import type { RedriveJob } from '#lib/redrive/types';
import { describeState } from './job-state.ts';

const canary = { stages: [1, 5], maxFailureRatio: 0 };
const totals = (moved: number, part: Partial<RedriveJob['totals']> = {}) => ({
  selected: 312,
  moved,
  skipped: 0,
  failed: 0,
  left: 312 - moved,
  ...part,
});

describe('describeState', () => {
  it('says which stage moves, and how far it is', () => {
    const stages = [
      stage(1, { status: 'passed', moved: 1 }),
      stage(5, { status: 'moving', moved: 2 }),
      stage(null),
    ];
    expect(describeState(redriveJob({ canary, stages, totals: totals(3) })).now).toBe(
      'Stage 2 of 3: 2 of 5 moved.',
    );
  });

  it('says what a stage is watched for, and what follows from it', () => {
    const stages = [
      stage(1, { status: 'watching', moved: 1, outcome: outcome({ pending: 1 }) }),
      stage(5),
      stage(null),
    ];
    const job = redriveJob({ canary, stages, totals: totals(1) });
    expect(describeState(job).now).toBe('Stage 1 of 3: watching what becomes of 1 message: 1 pending.');
    expect(describeState(job).next).toBe('It goes on if none fails again, and stops otherwise.');
    const lenient = redriveJob({ stages, canary: { stages: [1, 5], maxFailureRatio: 0.05 } });
    expect(describeState(lenient).next).toContain('no more than 5.0 % fail again');
  });

  it('says where a trial run stopped, what is left, and what to do', () => {
    const stages = [
      stage(1, { status: 'passed', moved: 1 }),
      stage(5, { status: 'stopped', moved: 5, outcome: outcome({ succeeded: 3, failingAgain: 2 }) }),
      stage(null),
    ];
    const state = describeState(redriveJob({ status: 'stopped', canary, stages, totals: totals(6) }));
    expect(state.tone).toBe('danger');
    expect(state.now).toBe('Stopped in stage 2 of 3: of 5 messages, 3 succeeded, 2 failing again.');
    expect(state.next).toBe(
      'A stopped job has ended. 306 messages are left in orders-dlq. When the cause is gone, redrive the rest.',
    );
  });

  it('offers no repetition of ids that the job did not keep', () => {
    const forgotten = { selection: { messageIds: [] }, selectedIds: 5_000 };
    const job = redriveJob({ ...forgotten, status: 'stopped', totals: totals(6) });
    expect(describeState(job).next).toContain('choose them again');
  });

  it('never says processed when only moved is known', () => {
    const job = redriveJob({ status: 'completed', totals: totals(312), outcome: outcome({ pending: 312 }) });
    const { now, next, tone } = describeState(job);
    expect(now).toBe('312 messages moved: 312 pending.');
    expect(next).toBe('Outcomes are added as consumers record them.');
    expect(tone).toBe('ok');
    expect(`${now} ${next}`).not.toMatch(/process|succeed/);
  });

  it('warns when a completed job left something undone', () => {
    const failed = redriveJob({ status: 'completed', totals: totals(310, { failed: 2, left: 0 }) });
    expect(describeState(failed)).toMatchObject({
      tone: 'warning',
      next: '2 messages could not be moved; the list has the reasons.',
    });
    const doubtful = redriveJob({ status: 'completed', totals: totals(312), mayBeDoubled: 1 });
    expect(describeState(doubtful).tone).toBe('warning');
  });

  it('speaks of a deletion in its own words', () => {
    const job = redriveJob({ action: 'delete', status: 'completed', totals: totals(312) });
    expect(describeState(job)).toEqual({ tone: 'ok', now: '312 messages deleted.', next: null });
  });

  it('says what stays when a job ends early', () => {
    const cancelled = describeState(redriveJob({ status: 'cancelled', totals: totals(60) }));
    expect(cancelled.now).toBe('60 moved before it ended. 252 messages are left in orders-dlq.');
    expect(cancelled.next).toBe('What was moved stays moved.');
    expect(describeState(redriveJob({ status: 'failed', totals: totals(0) })).tone).toBe('danger');
  });
});
