import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { saveProgress, type Lease } from '../jobs/lease.ts';
import type { JobRecord } from '../jobs/job-record.ts';

/**
 * Prolongs the lease while a run is prepared, since a long ledger takes its time; until the returned function is called, which tells how long
 * the lease is ours for certain.
 */
export function holdLease(
  ctx: Context,
  { job, lease, leaseMs }: { job: JobRecord; lease: Lease; leaseMs: number },
): () => Promise<number> {
  const done = new AbortController();
  const { progress } = job;
  let leasedUntilMs = job.leaseUntilMs;
  const loop = async () => {
    for (;;) {
      await ctx.clock.wait(leaseMs / 3, done.signal);
      if (done.signal.aborted) return;
      const askedAtMs = ctx.clock.nowMs();
      try {
        if (!(await saveProgress(ctx, lease, progress, leaseMs))) return;
        leasedUntilMs = askedAtMs + leaseMs;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
    }
  };
  const holding = loop();
  // Heard by whoever ends it.
  holding.catch(() => {});
  return async () => {
    done.abort();
    await holding;
    return leasedUntilMs;
  };
}
