import type { Context } from '#lib/context';
import { runJob } from '../mover/run-job.ts';

interface Running {
  /** Somebody asked again while it ran. */
  askedAgain: boolean;
}

/** Runs a job in this process, in the background, as often as it takes. A second call while it runs has it look once more at its end. */
export function runInProcess(ctx: Context, jobId: string, afterMs = 0): void {
  const jobs = ctx.shared.of('running-jobs', () => new Map<string, Running>());
  const running = jobs.get(jobId);
  if (running) {
    running.askedAgain = true;
    return;
  }
  const started: Running = { askedAgain: false };
  jobs.set(jobId, started);
  void keepRunning(ctx, jobId, started, afterMs).finally(() => jobs.delete(jobId));
}

async function keepRunning(ctx: Context, jobId: string, running: Running, afterMs: number): Promise<void> {
  let waitMs = afterMs;
  try {
    for (;;) {
      if (waitMs > 0) await ctx.clock.wait(waitMs);
      running.askedAgain = false;
      const end = await runJob({ ctx, input: { jobId } });
      if (end.again) waitMs = end.afterMs;
      else if (running.askedAgain) waitMs = 0;
      else return;
    }
  } catch (error) {
    // A defect of ours. The job keeps its status, and its lease runs out: whoever looks at it starts it again.
    console.error(error);
  }
}
