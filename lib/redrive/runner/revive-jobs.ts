import type { Context } from '#lib/context';
import { hasEnded, type JobRecord } from '../jobs/job-record.ts';
import { startRun } from './start-run.ts';

/** How long nobody may have had a job's lease before it is started again; also how long a request to the mover may be under way. */
const ABANDONED_AFTER_MS = 20_000;

/** Starts jobs again that should run and that nobody runs: their mover has died. Each at most once in twenty seconds. */
export async function reviveJobs(ctx: Context, jobs: readonly JobRecord[]): Promise<void> {
  const revivedAt = ctx.shared.of('revived-jobs', () => new Map<string, number>());
  const nowMs = ctx.clock.nowMs();
  for (const job of jobs) {
    const { id, status, leaseUntilMs, updatedAtMs } = job;
    if (hasEnded(job) || status === 'paused') continue;
    const silentSinceMs = Math.max(leaseUntilMs, updatedAtMs, revivedAt.get(id) ?? 0);
    if (nowMs - silentSinceMs < ABANDONED_AFTER_MS) continue;
    revivedAt.set(id, nowMs);
    await startRun(ctx, id);
  }
}
