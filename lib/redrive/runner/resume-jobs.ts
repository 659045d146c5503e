import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { readJobs } from '../jobs/list-jobs.ts';
import { reviveJobs } from './revive-jobs.ts';
import { jobsQueueName } from './start-run.ts';

/** More can hardly be under way: one job at a time works on a source. */
const RECENT_JOBS = 100;
const LOOK_EVERY_MS = 30_000;

/**
 * Where jobs run in this process: goes on with those that its predecessor has left, now and whenever one is found that nobody runs. Never ends,
 * and never rejects for what AWS says.
 */
export async function resumeJobs(ctx: Context): Promise<void> {
  if (jobsQueueName() !== undefined || !ctx.state) return;
  for (;;) {
    try {
      const { jobs } = await readJobs(ctx, RECENT_JOBS);
      await reviveJobs(ctx, jobs);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
    await ctx.clock.wait(LOOK_EVERY_MS);
  }
}
