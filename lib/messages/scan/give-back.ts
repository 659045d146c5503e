import type { Context } from '#lib/context';
import type { DeadLetterQueue } from '../dead-letter-queue.ts';
import { releaseMessages, type Release } from '../release-messages.ts';
import type { Holds } from './keep-hidden.ts';

/**
 * Gives back what a scan still holds, and counts what returns by itself. A handle that has run out is not used: by now it may be somebody
 * else who holds the message.
 */
export async function giveBack({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    queue: DeadLetterQueue;
    holds: Holds;
    connections: number;
    onGivenBack: (givenBack: number) => void;
  };
}): Promise<Release> {
  const { holds, ...request } = input;
  const nowMs = ctx.clock.nowMs();
  const receiptHandles: string[] = [];
  for (const { receiptHandle, hiddenUntilMs } of holds.values()) {
    if (hiddenUntilMs > nowMs) receiptHandles.push(receiptHandle);
  }
  const release = await releaseMessages({ ctx, input: { ...request, receiptHandles } });
  return { ...release, returningByThemselves: holds.size - release.givenBack };
}
