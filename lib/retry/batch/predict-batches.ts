import { divide } from '../divide.ts';
import { RETRY_LIMITS } from '../limits.ts';
import { createTimeline, type Timeline } from '../timeline.ts';
import type { BatchPattern, End, ItemPattern, Prediction } from '../types.ts';
import { workOf } from '../work.ts';
import { handleBatch, type Handled } from './handle-batch.ts';
import type { BatchPolicy } from './types.ts';

/**
 * What becomes of messages that are sent together at 0, for a mapping that always has a poller free: all become visible at the same time,
 * batches are filled in order, and only the last may be short and waits for the batching window. What is left returns when it was hidden
 * long enough, and is put into new batches.
 */
export function predictBatches(policy: BatchPolicy, pattern: BatchPattern): Prediction {
  const timeline = createTimeline();
  const retentionMs = policy.messageRetentionSeconds * 1000;
  const processed = new Set<string>();
  let waiting = pattern.items;
  let receives = 0;

  const end = (item: string, where: End['where'], atMs: number) =>
    timeline.ended({
      item,
      where,
      atMs,
      deliveredTo: where === 'dead-lettered' ? ['dead-letter-queue'] : [],
      attempts: receives,
      isProcessed: processed.has(item),
    });

  const hiddenMs = hiddenMsOf(policy);
  const maxReceives = policy.maxReceiveCount ?? Infinity;
  for (let atMs = policy.delaySeconds * 1000; waiting.length > 0; atMs += hiddenMs) {
    const isOver = receives >= maxReceives;
    if (atMs >= retentionMs || isOver) {
      for (const { id } of waiting)
        if (atMs >= retentionMs) end(id, 'expired', retentionMs);
        else end(id, 'dead-lettered', atMs);
      break;
    }
    receives += 1;
    const left: ItemPattern[] = [];
    for (const batch of divide(waiting, policy.batchSize)) {
      const handled = invoke(timeline, { policy, batch, receives, atMs, durationMs: pattern.durationMs });
      for (const id of handled.processed) processed.add(id);
      const isLeft = new Set(handled.left);
      const isLost = new Set(handled.lost);
      for (const item of batch) {
        if (isLeft.has(item.id)) left.push(item);
        else if (handled.endsAtMs >= retentionMs) end(item.id, 'expired', retentionMs);
        else end(item.id, isLost.has(item.id) ? 'lost' : 'done', handled.endsAtMs);
      }
    }
    if (timeline.isFull() && left.length === waiting.length) {
      // All return as they went: the rounds until something changes need not be gone through.
      const roundsLeft = Math.min(maxReceives - receives, Math.ceil((retentionMs - atMs) / hiddenMs) - 1);
      const rounds = Math.max(0, Math.min(roundsLeft, roundsAlike(waiting, receives)));
      timeline.omitted(rounds * Math.ceil(waiting.length / policy.batchSize));
      receives += rounds;
      atMs += rounds * hiddenMs;
    }
    waiting = left;
  }
  return timeline.prediction();
}

/** After how many more receives another message stops failing. */
function roundsAlike(items: readonly ItemPattern[], receives: number): number {
  const changes = items.map(({ failFirst }) => (failFirst ?? Infinity) - receives);
  return Math.min(...changes.filter((rounds) => rounds >= 0), Infinity);
}

function invoke(
  timeline: Timeline,
  options: {
    policy: BatchPolicy;
    batch: readonly ItemPattern[];
    receives: number;
    atMs: number;
    durationMs: number;
  },
): Handled & { endsAtMs: number } {
  const { policy, batch, receives, durationMs } = options;
  const isFull = batch.length === policy.batchSize;
  const atMs = options.atMs + (isFull ? 0 : policy.batchingWindowSeconds * 1000);
  const items = batch.map(({ id }) => id);
  const work = workOf('succeeds', durationMs, policy.functionTimeoutSeconds * 1000);
  const failing = new Set(
    batch.filter((item) => receives <= (item.failFirst ?? Infinity)).map(({ id }) => id),
  );
  const handled: Handled =
    work.outcome === 'timed-out'
      ? { outcome: 'timed-out', processed: [], left: items, lost: [] }
      : handleBatch(policy.handling, items, (item) => failing.has(item));
  const endsAtMs = atMs + work.lengthMs;
  const { outcome, processed, left } = handled;
  timeline.tried({ atMs, endsAtMs, items, outcome, processed, left });
  return { ...handled, endsAtMs };
}

/** From a receive until its messages are visible again. */
function hiddenMsOf(policy: BatchPolicy): number {
  const neededSeconds = policy.batchingWindowSeconds + policy.functionTimeoutSeconds;
  const isExtended = policy.batchingWindowSeconds > 0 && neededSeconds > policy.visibilityTimeoutSeconds;
  const { hiddenMarginSeconds } = RETRY_LIMITS.batch;
  return (isExtended ? neededSeconds + hiddenMarginSeconds : policy.visibilityTimeoutSeconds) * 1000;
}
