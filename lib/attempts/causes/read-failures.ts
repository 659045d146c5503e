import type { Context } from '#lib/context';
import { readIndexPage } from '#lib/state/read-index-page';
import { failuresKey, isExpired, sortByTime, type Item } from '../items/attempt-item.ts';
import type { Failure } from './group-failures.ts';

export interface Failures {
  failures: Failure[];
  /** There were more: older ones than the last of these were not read. */
  truncated: boolean;
}

/** About as many as a page of DynamoDB holds. */
const PAGE_ITEMS = 1_000;

/**
 * Failed attempts of a queue since `fromMs`, newest first, at most `max`. DynamoDB bills what it reads: about a read unit for a
 * hundred failures.
 * @throws DomainError `attempts-unavailable`
 */
export async function readFailures({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; fromMs: number; max: number };
}): Promise<Failures> {
  const failures: Failure[] = [];
  const nowMs = ctx.clock.nowMs();
  const page = {
    partition: failuresKey(input.queue),
    from: sortByTime(input.fromMs),
    ...(input.max < PAGE_ITEMS && { limit: input.max }),
  };
  let start: Item | undefined;
  do {
    const { items, next } = await readIndexPage({ ctx, input: { ...page, start } });
    failures.push(...items.filter((item) => !isExpired(item, nowMs)).map(toFailure));
    start = next;
  } while (start && failures.length < input.max);
  return {
    failures: failures.slice(0, input.max),
    truncated: start !== undefined || failures.length > input.max,
  };
}

function toFailure(item: Item): Failure {
  const { fingerprint, messageId, startedAtMs, pk, sk } = item;
  return {
    fingerprint: String(fingerprint),
    messageId: String(messageId),
    startedAtMs: Number(startedAtMs),
    key: { pk: String(pk), sk: String(sk) },
  };
}
