import type { Context } from '#lib/context';
import { readItems } from '#lib/state/read-items';
import { latestKey, toAttempt, toLatest } from '../items/attempt-item.ts';
import type { LatestAttempt } from '../types.ts';

/**
 * The latest attempt of each message, by message id; a message without a record is absent. Any number of ids: one request for
 * each hundred.
 * @throws DomainError `attempts-unavailable`; what the SDK throws when `signal` aborts
 */
export async function readLatestAttempts({
  ctx,
  input,
}: {
  ctx: Context;
  input: { messageIds: Iterable<string>; signal?: AbortSignal };
}): Promise<Map<string, LatestAttempt>> {
  const { messageIds, ...options } = input;
  const keys = [...messageIds].map(latestKey);
  const items = await readItems({ ctx, input: { keys, ...options } });
  const latest = new Map<string, LatestAttempt>();
  for (const item of items) {
    const attempt = toAttempt(item, ctx.clock.nowMs());
    if (attempt) latest.set(attempt.messageId, toLatest(attempt));
  }
  return latest;
}
