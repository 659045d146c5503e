import { divide } from '../divide.ts';
import type { BatchPattern, Prediction } from '../types.ts';
import { createShard, type Records } from './shard.ts';
import type { StreamPolicy } from './types.ts';

/** Records that are tried together, and how many retries that has cost. */
interface Batch {
  records: Records;
  retries: number;
}

/**
 * What becomes of the records of one shard, which all arrive at 0. Batches go one after the other: while one is tried again, those behind
 * it wait and grow old. A batch that is split costs no retry, and its parts have all retries before them; the first is over before the
 * second begins.
 */
export function predictShard(policy: StreamPolicy, pattern: BatchPattern): Prediction {
  const shard = createShard(policy, pattern);
  const retentionMs = policy.retentionSeconds * 1000;
  const maximumAgeMs =
    policy.maximumRecordAgeSeconds === -1 ? Infinity : policy.maximumRecordAgeSeconds * 1000;
  const maximumRetries = policy.maximumRetryAttempts === -1 ? Infinity : policy.maximumRetryAttempts;
  const givenUp = policy.hasOnFailure ? 'on-failure' : 'dropped';
  /** The next one is the last. */
  const waiting: Batch[] = divide(pattern.items, policy.batchSize)
    .map((records) => ({ records, retries: 0 }))
    .toReversed();
  let atMs = 0;

  for (let batch = waiting.pop(); batch; batch = waiting.pop()) {
    const { records, retries } = batch;
    const beganAtMs = atMs;
    if (atMs >= retentionMs) {
      shard.end(records, 'expired', retentionMs);
      continue;
    }
    if (atMs >= maximumAgeMs) {
      shard.end(records, givenUp, atMs, 'RecordAgeExceeded');
      continue;
    }
    const splitOf = (doneCount: number) => splitAfter(policy, records, doneCount);
    const { doneCount, endsAtMs } = shard.invoke(records, atMs, splitOf);
    shard.end(records.slice(0, doneCount), 'done', endsAtMs);
    atMs = endsAtMs;
    if (doneCount === records.length) continue;

    const left = records.slice(doneCount);
    const parts = splitOf(doneCount);
    if (parts.length > 0) for (const part of parts.toReversed()) waiting.push({ records: part, retries: 0 });
    else if (policy.bisectBatchOnFunctionError && doneCount > 0) waiting.push({ records: left, retries: 0 });
    else if (retries >= maximumRetries) {
      shard.end(left, givenUp, endsAtMs, 'RetryAttemptsExhausted');
      continue;
    } else {
      const periodMs = endsAtMs - beganAtMs + policy.retryWaitMs;
      const untilOverMs = Math.min(retentionMs, maximumAgeMs) - endsAtMs - policy.retryWaitMs;
      const most = Math.min(maximumRetries - retries, Math.ceil(untilOverMs / periodMs)) - 1;
      const leapt = doneCount > 0 ? 0 : shard.leap(records, most);
      waiting.push({ records: left, retries: retries + leapt + 1 });
      atMs += leapt * periodMs;
    }
    atMs += policy.retryWaitMs;
  }
  return shard.prediction();
}

/**
 * The halves of a batch that failed as a whole and may be split; the first is the larger one. With a checkpoint beyond its first record a
 * batch is cut there instead, and what is left stays together.
 */
function splitAfter(policy: StreamPolicy, records: Records, doneCount: number): Records[] {
  if (!policy.bisectBatchOnFunctionError || doneCount > 0 || records.length < 2) return [];
  return divide(records, Math.ceil(records.length / 2));
}
