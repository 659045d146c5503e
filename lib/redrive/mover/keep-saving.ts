import { DomainError } from '#lib/errors';
import { saveProgress } from '../jobs/lease.ts';
import type { JobProgress } from '../jobs/job-record.ts';
import { stopRun, type Run } from './run.ts';

/** Over which time the rate is taken. */
const RATE_WINDOW_MS = 5000;

/** Stores the run's progress and prolongs its lease, again and again, and hears what was asked for; until the returned function is called. */
export function keepSaving(run: Run): () => Promise<void> {
  const done = new AbortController();
  const samples: { atMs: number; moved: number }[] = [];
  const loop = async () => {
    while (!done.signal.aborted) {
      await run.ctx.clock.wait(run.options.saveEveryMs, done.signal);
      if (done.signal.aborted) return;
      sampleRate(run, samples);
      await save(run);
    }
  };
  const saving = loop();
  // Heard by whoever ends it.
  saving.catch(() => {});
  return async () => {
    done.abort();
    await saving;
  };
}

async function save(run: Run): Promise<void> {
  const { ctx, options, lease } = run;
  const askedAtMs = ctx.clock.nowMs();
  if (askedAtMs >= options.untilMs) stopRun(run, { kind: 'hand-over', afterMs: 0 });
  try {
    const job = await saveProgress(ctx, lease, progressOf(run), options.leaseMs);
    if (!job) return stopRun(run, { kind: 'lost' });
    run.leasedUntilMs = askedAtMs + options.leaseMs;
    if (job.status === 'pausing' || job.status === 'cancelling') stopRun(run, { kind: job.status });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The lease decides: while it lasts nobody else runs the job.
    if (ctx.clock.nowMs() >= run.leasedUntilMs) stopRun(run, { kind: 'lost' });
  }
}

/** The progress as the book has it now. */
export function progressOf({ job, book }: Pick<Run, 'job' | 'book'>): JobProgress {
  const { progress } = job;
  Object.assign(progress, book.counts());
  const { moved, skipped, failed, stages } = progress;
  progress.selected = Math.max(progress.selected, moved + skipped + failed);
  const current = stages.find(({ status }) => status === 'moving');
  const movedByOthers = stages.reduce((sum, stage) => (stage === current ? sum : sum + stage.moved), 0);
  if (current) current.moved = moved - movedByOthers;
  return progress;
}

function sampleRate({ ctx, job, book }: Run, samples: { atMs: number; moved: number }[]): void {
  const atMs = ctx.clock.nowMs();
  samples.push({ atMs, moved: book.counts().moved });
  while (samples.length > 2 && atMs - (samples[0]?.atMs ?? atMs) > RATE_WINDOW_MS) samples.shift();
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.atMs === first.atMs) return;
  job.progress.movedPerSecond = ((last.moved - first.moved) * 1000) / (last.atMs - first.atMs);
}
