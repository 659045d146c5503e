import { readFailures } from '#lib/attempts/causes/read-failures';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { describeQueue } from '#lib/queues/describe-queue';
import type { JobRequest } from '../jobs/new-job.ts';
import type { PlanNote, RedrivePlan } from '../types.ts';

const MINUTE_MS = 60_000;
/** What failed in these minutes says that it is still happening. */
const RECENT_MINUTES = 5;
const MAX_COUNTED = 1000;

/** What speaks against the queues and functions that the messages would go to. */
export async function noteTargets(
  ctx: Context,
  { job, plan }: { job: JobRequest; plan: RedrivePlan },
): Promise<PlanNote[]> {
  const notes: PlanNote[] = [];
  for (const { kind, name } of plan.targets) {
    if (name === null) continue;
    if (kind === 'queue' && job.action === 'redrive') notes.push(...(await noteQueue(ctx, name)));
    if (kind === 'function' && job.canary) {
      const message = `What becomes of invocations of ${name} is not recorded by message, so the trial run stops after its first stage and waits for you.`;
      notes.push({ severity: 'warning', code: 'no-outcome', message });
    }
  }
  return notes;
}

async function noteQueue(ctx: Context, name: string): Promise<PlanNote[]> {
  const notes: PlanNote[] = [];
  try {
    const { consumers, unavailable } = await describeQueue({ ctx, input: { name } });
    const isKnown = unavailable.every(({ part }) => part !== 'consumers');
    if (isKnown && consumers.length === 0) {
      const message = `No function consumes ${name}. The messages wait there until something does.`;
      notes.push({ severity: 'warning', code: 'consumer-missing', message });
    } else if (consumers.length > 0 && consumers.every(({ state }) => state === 'disabled')) {
      const message = `The consumer of ${name} is disabled. The messages wait there until it is enabled.`;
      notes.push({ severity: 'warning', code: 'consumer-disabled', message });
    }
    const fromMs = ctx.clock.nowMs() - RECENT_MINUTES * MINUTE_MS;
    const { failures, truncated } = await readFailures({
      ctx,
      input: { queue: name, fromMs, max: MAX_COUNTED },
    });
    if (failures.length > 0) {
      const count = truncated ? `more than ${MAX_COUNTED}` : String(failures.length);
      const message = `The consumer of ${name} failed ${count} times in the last ${RECENT_MINUTES} minutes. A trial run shows whether it is mended.`;
      notes.push({ severity: 'warning', code: 'still-failing', message });
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  return notes;
}
