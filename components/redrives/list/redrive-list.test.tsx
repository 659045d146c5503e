import { describe, expect, it } from 'vitest';
import { renderRouted } from '#test/factories/readings/render-routed';
import { moveTask, outcome, redriveJob, redriveList } from '#test/factories/redrives/job';
import type { RedriveList } from '#lib/redrive/types';
import { mergeRows } from './merge-rows.ts';
import { RedriveListView } from './redrive-list.tsx';

const textOf = (list: RedriveList | undefined, problem: string | null = null) =>
  renderRouted(<RedriveListView list={list} problem={problem} nowMs={60_000} actions={null} />)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('RedriveListView', () => {
  it('shows jobs and move tasks, newest first', () => {
    const list = redriveList({
      jobs: [redriveJob({ id: 'new', createdAtMs: 30 }), redriveJob({ id: 'old', createdAtMs: 10 })],
      tasks: [moveTask({ startedAtMs: 20 })],
    });
    expect(mergeRows(list).map(({ kind, atMs }) => `${kind} ${atMs}`)).toEqual([
      'job 30',
      'task 20',
      'job 10',
    ]);
    expect(textOf(list)).toContain('3 active now');
  });

  it('says how far a job is and what became of it, as far as the list knows', () => {
    const totals = { selected: 312, moved: 26, skipped: 2, failed: 1, left: 283 };
    const known = redriveJob({ totals, outcome: outcome({ succeeded: 20, pending: 6 }), reason: 'INC-1' });
    expect(textOf(redriveList({ jobs: [known] }))).toContain(
      '26 of 312 moved, 2 skipped, 1 failed, 283 left 20 succeeded, 6 pending ada',
    );
    const part = redriveJob({ totals, outcome: outcome({ succeeded: 6 }) });
    expect(textOf(redriveList({ jobs: [part] }))).toContain('6 succeeded; of 20 on its page');
  });

  it('has words for nothing, for not yet and for not at all', () => {
    expect(textOf(redriveList())).toContain('Nothing has been redriven yet');
    expect(textOf(undefined)).not.toContain('Nothing has been redriven yet');
    expect(textOf(undefined, 'The desk cannot be reached.')).toContain(
      'Redrives cannot be shown: The desk cannot be reached.',
    );
    expect(textOf(redriveList({ jobs: [redriveJob()] }), 'Down.')).toContain('Not up to date: Down.');
  });

  it('does not take a table that cannot be read for an empty one', () => {
    const text = textOf(redriveList({ jobsError: 'Allow dynamodb:Query.' }));
    expect(text).toContain('only AWS’s own tasks: Allow dynamodb:Query.');
    expect(text).not.toContain('Nothing has been redriven yet');
    const unreadable = [{ name: 'dlq', code: 'access-denied', message: 'Not allowed.' }];
    expect(textOf(redriveList({ unreadable }))).toContain('Move tasks of dlq cannot be read: Not allowed.');
  });
});
