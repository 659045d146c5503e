import type { Context } from '#lib/context';
import type { JobRequest } from '../jobs/new-job.ts';
import type { RedrivePlan } from '../types.ts';
import { costOf } from './cost.ts';
import { countSelected } from './count-selected.ts';
import { examine, type Examination } from './examine.ts';
import { noteProblems } from './notes.ts';
import { noteTargets } from './target-notes.ts';

/** Of a job without a rate of its own; what SQS takes from sixteen connections, carefully. */
const ASSUMED_PER_SECOND = 1000;
const LISTED_TARGETS = 10;
/** Index of the last entry of `generations`: so often and more. */
const LAST_GENERATION = 5;

/**
 * What a job would do, from a look at up to 2,000 messages; where there are more, numbers are scaled up and say so.
 * @throws DomainError those of `examine`
 */
export async function planRedrive({
  ctx,
  input,
}: {
  ctx: Context;
  input: { job: JobRequest };
}): Promise<RedrivePlan> {
  const { job } = input;
  const seen = await examine(ctx, job);
  const selected = countSelected(job, seen);
  const perMessage = seen.selected.length === 0 ? 0 : selected / seen.selected.length;
  const durationSeconds = Math.ceil(selected / (job.ratePerSecond ?? ASSUMED_PER_SECOND));
  const expiries = seen.selected.flatMap(({ expiresAtMs }) => expiresAtMs ?? []);
  const untilMs = ctx.clock.nowMs() + durationSeconds * 1000;
  const plan: RedrivePlan = {
    action: job.action,
    source: job.source,
    file: job.file,
    selected,
    selectedIsExact: 'messageIds' in job.selection || (seen.examined >= seen.about && seen.held === 0),
    examined: seen.examined,
    targets: countTargets(seen, perMessage),
    durationSeconds,
    ...costOf(selected, {
      isFifo: seen.isFifo,
      isRestore: job.action === 'restore',
      examined: seen.about,
      job,
    }),
    expiring: Math.round(expiries.filter((atMs) => atMs <= untilMs).length * perMessage),
    firstExpiresAtMs: expiries.length === 0 ? null : Math.min(...expiries),
    generations: countGenerations(seen, perMessage),
    notes: [],
  };
  plan.notes = [
    ...(await noteProblems(ctx, { job, plan, seen })),
    ...(await noteTargets(ctx, { job, plan })),
  ].toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return plan;
}

const SEVERITIES = ['block', 'warning', 'info'];

function countTargets({ selected }: Examination, perMessage: number): RedrivePlan['targets'] {
  const counts = new Map<string, RedrivePlan['targets'][number]>();
  for (const { target } of selected) {
    const { kind, name } = target ?? { kind: 'none' as const, name: null };
    const key = `${kind} ${name}`;
    const entry = counts.get(key) ?? { kind, name, messages: 0 };
    entry.messages += 1;
    counts.set(key, entry);
  }
  return [...counts.values()]
    .map((entry) => ({ ...entry, messages: Math.round(entry.messages * perMessage) }))
    .toSorted((a, b) => b.messages - a.messages)
    .slice(0, LISTED_TARGETS);
}

function countGenerations({ selected }: Examination, perMessage: number): number[] {
  const counts = Array.from({ length: LAST_GENERATION + 1 }, () => 0);
  for (const { generation } of selected) {
    const index = Math.min(generation, LAST_GENERATION);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count) => Math.round(count * perMessage));
}
