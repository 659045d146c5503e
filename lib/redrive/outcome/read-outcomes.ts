import type { Context } from '#lib/context';
import { createSharedReads } from '#lib/flow/shared-reads';
import { NO_OUTCOME, type JobRecord } from '../jobs/job-record.ts';
import type { JobOutcome } from '../types.ts';
import { createLook } from './look.ts';
import { readPageOutcomes, readSentPages, writePageOutcomes, type PageOutcome } from './page-outcome.ts';

const MIN_TTL_MS = 2000;
/** A large job is read again the more rarely, the more there is to read. */
const OPEN_PER_MS = 5;
/** What was written so recently may be followed by an earlier page. */
const SETTLED_AFTER_MS = 60_000;

/**
 * What has become of a job's messages, by stage. Looked up when somebody looks, and kept: a message that has succeeded or died is not looked
 * up again. Of more than 5,000 open ones the next look goes on with the others; until then they count as they did before, or as pending.
 * @throws DomainError `jobs-unavailable`
 */
export function readOutcomes(ctx: Context, job: JobRecord): Promise<JobOutcome[]> {
  const reads = ctx.shared.of('job-outcomes', () =>
    createSharedReads<JobOutcome[]>({
      clock: ctx.clock,
      ttlMs: (outcomes) => Math.max(MIN_TTL_MS, Math.round(countOpen(outcomes) / OPEN_PER_MS)),
    }),
  );
  return reads.read(job.id, () => readNow(ctx, job));
}

function countOpen(outcomes: readonly JobOutcome[]): number {
  return outcomes.reduce(
    (sum, { pending, failingAgain, unknown }) => sum + pending + failingAgain + unknown,
    0,
  );
}

async function readNow(ctx: Context, { id, progress }: JobRecord): Promise<JobOutcome[]> {
  const places = ctx.shared.of('outcome-places', () => new Map<string, string>());
  const look = createLook(ctx, places.get(id) ?? null);
  const stages = progress.stages.map(() => ({ ...NO_OUTCOME }));
  const count = async (page: PageOutcome) => {
    await look.at(page);
    const sum = (stages[page.stage] ??= { ...NO_OUTCOME });
    for (const name of Object.keys(sum) as (keyof JobOutcome)[]) {
      sum[name] += page.final[name] + page.openOutcome[name];
    }
  };

  const settledBeforeMs = ctx.clock.nowMs() - SETTLED_AFTER_MS;
  const recent = new Set<string>();
  let settled: string | null = null;
  for await (const page of readPageOutcomes(ctx, id)) {
    if (recent.size === 0 && page.atMs < settledBeforeMs) settled = page.key;
    else recent.add(page.key);
    await count(page);
  }
  for await (const page of readSentPages(ctx, id, settled)) if (!recent.has(page.key)) await count(page);

  const { changed, goOnAfter } = look.end();
  if (goOnAfter === null) places.delete(id);
  else places.set(id, goOnAfter);
  await writePageOutcomes(ctx, id, changed);
  return stages;
}
