import { describe, expect, it } from 'vitest';
import { renderRouted } from '#test/factories/readings/render-routed';
import { outcome, redriveJob, stage } from '#test/factories/redrives/job';
import type { RedriveJob } from '#lib/redrive/types';
import { JobView } from './job-view.tsx';
import { firstList } from './messages/lists.ts';

const render = (job: RedriveJob) =>
  renderRouted(
    <JobView
      job={job}
      nowMs={60_000}
      list={firstList(job)}
      asked={null}
      problem={null}
      stale={null}
      onControl={() => {}}
      onAgain={() => {}}
      onList={() => {}}
    >
      rows
    </JobView>,
  );

const textOf = (job: RedriveJob) =>
  render(job)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const ended = redriveJob({
  status: 'completed',
  totals: { selected: 312, moved: 300, skipped: 9, failed: 3, left: 0 },
  outcome: outcome({ succeeded: 280, deadAgain: 4, pending: 16 }),
});

describe('JobView', () => {
  it('shows a sum in which no message is missing', () => {
    expect(textOf(ended)).toContain('selected 312 moved 300 skipped 9 failed 3 left 0');
  });

  it('tells outcomes from moves', () => {
    expect(textOf(ended)).toContain('Outcome of 300 moved messages');
    expect(textOf(ended)).toMatch(/succeeded 280 .*dead again 4 .*pending 16/);
  });

  it('shows stages only where there are several', () => {
    expect(render(ended)).not.toContain('aria-label="Stages"');
    const stages = [
      stage(1, { status: 'watching', moved: 1, outcome: outcome({ pending: 1 }) }),
      stage(null),
    ];
    const text = textOf(redriveJob({ stages, canary: { stages: [1], maxFailureRatio: 0 } }));
    expect(text).toContain('1 message Stage 1: Watching');
    expect(text).toContain('the rest, 311 Stage 2: Waiting');
  });

  it('puts doubts in front, and their list first', () => {
    expect(textOf(ended)).not.toContain('may be doubled.');
    const doubtful = { ...ended, mayBeDoubled: 10 };
    expect(textOf(doubtful)).toContain('10 messages may be doubled.');
    expect(firstList(doubtful)).toBe('doubtful');
    expect(firstList(ended)).toBe('failed');
  });

  it('offers the rest of what has ended, and only of that', () => {
    expect(textOf(ended)).toContain('Redrive the rest…');
    const running = redriveJob();
    expect(textOf(running)).not.toContain('Redrive the rest…');
    expect(textOf(running)).toContain('Pause Cancel job');
    const restore = { ...ended, action: 'restore' as const, source: null, file: 'f1' };
    expect(textOf(restore)).not.toContain('Redrive the rest…');
  });

  it('gives the way back from a deletion', () => {
    const text = textOf({ ...ended, action: 'delete', file: 'f1' });
    expect(text).toContain('Download snapshot');
    expect(text).toContain('Restore…');
    expect(text).not.toContain('Outcome');
    expect(text).not.toContain('May be doubled');
  });

  it('renders text of a job as text', () => {
    const job = redriveJob({ reason: '<img src=x>', statusReason: '<b>bold</b>' });
    expect(render(job)).not.toMatch(/<img|<b>bold/);
  });
});
