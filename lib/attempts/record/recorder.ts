import type { Clock } from '#lib/clock';
import { countAttempts, type CountedAttempt } from '../metrics/attempt-counts.ts';
import { publishAttempts, publishRecordsLost } from '../metrics/publish-attempts.ts';
import type { Attempt } from '../types.ts';
import { toAttempts, type Batch } from './to-attempts.ts';
import type { BatchEnd } from './judge-batch.ts';
import type { AttemptWriter } from './write-attempts.ts';

/** The longest a batch waits for the table. */
const MAX_WRITE_MS = 1_000;
/** What is left of a function's time for its own answer. One that has timed out gives none. */
const ANSWER_MS = 150;

export interface RecorderContext {
  clock: Clock;
  /** Null where there is no table: attempts are then only counted. */
  writer: AttemptWriter | null;
}

/** Records how one batch ended; may be told twice, first that it timed out and then how it ended after all. */
export interface Recorder {
  /** Never throws, never takes longer than a second or than the function has left. */
  record(end: BatchEnd): Promise<void>;
}

export function createRecorder(ctx: RecorderContext, batch: Batch): Recorder {
  let published: CountedAttempt[] = [];
  const written = new Set<string>();
  let previous: Promise<void> = Promise.resolve();

  const record = async (end: BatchEnd) => {
    const attempts = toAttempts(batch, end, ctx.clock.nowMs());
    const counted = attempts.map(toCounted);
    // Counted first: that needs no network, and a function that is about to be killed may get no further.
    publishAttempts(countAttempts(counted, published));
    published = counted;
    if (!ctx.writer) return;
    const worthWriting = attempts.filter((attempt) => isWorthWriting(attempt) || written.has(keyOf(attempt)));
    for (const attempt of worthWriting) written.add(keyOf(attempt));
    const leftMs = batch.context.getRemainingTimeInMillis?.() ?? Infinity;
    const reservedMs = end.kind === 'timed-out' ? 0 : ANSWER_MS;
    const lost = await ctx.writer.write(worthWriting, Math.min(MAX_WRITE_MS, leftMs - reservedMs));
    publishRecordsLost(countByQueue(lost));
  };

  return {
    record(end) {
      previous = previous.then(() => record(end)).catch(warn);
      return previous;
    },
  };
}

/** What succeeds at once is the rule, and only counted: a row for it would be the largest part of the bill and of no use. */
function isWorthWriting({ outcome, attempt, generation }: Attempt): boolean {
  return outcome !== 'succeeded' || attempt > 1 || generation > 0;
}

function toCounted({ queue, attempt, receiveCount, outcome }: Attempt): CountedAttempt {
  return { queue, attempt, receiveCount, failed: outcome !== 'succeeded' };
}

function keyOf({ messageId, receiveCount }: Attempt): string {
  return `${messageId} ${receiveCount}`;
}

function countByQueue(attempts: readonly Attempt[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { queue } of attempts) counts.set(queue, (counts.get(queue) ?? 0) + 1);
  return counts;
}

/** A fault of the recorder must not decide what happens to a message; it is left in the function's log. */
function warn(error: unknown): void {
  const errorName = error instanceof Error ? error.name : 'UnknownError';
  process.stdout.write(`${JSON.stringify({ level: 'WARN', message: 'attempts not recorded', errorName })}\n`);
}
