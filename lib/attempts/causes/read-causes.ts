import type { Context } from '#lib/context';
import { createSharedReads } from '#lib/flow/shared-reads';
import { parseInput } from '#lib/parse-input';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { readItems } from '#lib/state/read-items';
import { toAttempt } from '../items/attempt-item.ts';
import type { Attempt, Cause, CauseList } from '../types.ts';
import { CausesSchema } from './causes-schema.ts';
import { groupFailures, trendWindow, type FailureGroup } from './group-failures.ts';
import { readFailures } from './read-failures.ts';

/** Failures counted at once, newest first; a queue that fails more often is told from when its figures count. */
const MAX_FAILURES = 50_000;
/** Causes listed, the most frequent first: as many as one request can look up. */
const MAX_CAUSES = 100;
/** What took longer to read, and cost more, is kept longer. */
/** As often as a page asks: then many pages cost no more than one. */
const MIN_TTL_MS = 10_000;
const MAX_TTL_MS = 60_000;
const TTL_MS_PER_FAILURE = 2;

/**
 * Why messages of a queue failed in the last `minutes` (5..43,200, default 1,440): failed attempts grouped by fingerprint. One read serves
 * all viewers of a window for 10 to 60 seconds.
 * @throws DomainError `invalid-input`, `queue-not-found`, `attempts-unavailable`
 */
export async function readCauses({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown };
}): Promise<CauseList> {
  const { minutes } = parseInput(CausesSchema, input.request);
  await findQueueUrl({ ctx, input: { name: input.queue } });
  const reads = ctx.shared.of('causes', () =>
    createSharedReads<CauseList>({ clock: ctx.clock, ttlMs: timeToLiveMs }),
  );
  return reads.read(`${input.queue} ${minutes}`, () => countCauses(ctx, input.queue, minutes));
}

function timeToLiveMs({ failures }: CauseList): number {
  return Math.min(Math.max(failures * TTL_MS_PER_FAILURE, MIN_TTL_MS), MAX_TTL_MS);
}

async function countCauses(ctx: Context, queue: string, minutes: number): Promise<CauseList> {
  const window = trendWindow(minutes, ctx.clock.nowMs());
  const { failures, truncated } = await readFailures({
    ctx,
    input: { queue, fromMs: window.fromMs, max: MAX_FAILURES },
  });
  const groups = groupFailures(failures, window);
  const listed = groups.slice(0, MAX_CAUSES);
  const samples = await readSamples(ctx, listed);
  return {
    causes: listed.map((group) => toCause(group, samples.get(group.newest.key.pk + group.newest.key.sk))),
    otherCauses: groups.length - listed.length,
    failures: failures.length,
    ...window,
    countedFromMs: truncated ? (failures.at(-1)?.startedAtMs ?? null) : null,
  };
}

/** The newest attempt of each group, by its key; one that is gone meanwhile is left out. */
async function readSamples(ctx: Context, groups: readonly FailureGroup[]): Promise<Map<string, Attempt>> {
  const items = await readItems({ ctx, input: { keys: groups.map(({ newest }) => newest.key) } });
  const samples = new Map<string, Attempt>();
  for (const item of items) {
    const attempt = toAttempt(item, ctx.clock.nowMs());
    if (attempt) samples.set(String(item['pk']) + String(item['sk']), attempt);
  }
  return samples;
}

function toCause(group: FailureGroup, sample: Attempt | undefined): Cause {
  const { fingerprint, count, messages, firstSeenAtMs, lastSeenAtMs, trend, newest } = group;
  return {
    fingerprint,
    errorName: sample?.error?.name ?? 'Unknown',
    message: sample?.error?.message ?? '',
    count,
    messages,
    firstSeenAtMs,
    lastSeenAtMs,
    trend,
    sampleMessageId: newest.messageId,
  };
}
