import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { joinAttempts } from '../causes/join-attempts.ts';
import type { DeadLetterQueue } from '../dead-letter-queue.ts';
import { receiveMessages, type HeldMessage, type ReceiveEnd } from '../receive-messages.ts';
import { toScannedMessage } from '../scanned-message.ts';
import type { ScanEvent, ScanLimit, ScannedMessage } from '../types.ts';
import { giveBack } from './give-back.ts';
import { keepHidden, type Holds } from './keep-hidden.ts';
import { planReading } from './plan-reading.ts';
import { everySoOften } from './progress.ts';

/** Hears of a look while it goes on. None of these may throw. */
export interface Looker {
  onMessages: (messages: ScannedMessage[]) => void;
  onLatest: (latest: LatestAttempt[]) => void;
  /** Messages that will get no latest attempt. */
  onUnknown?: (messageIds: readonly string[]) => void;
  onProgress: (progress: Extract<ScanEvent, { type: 'progress' }>) => void;
  onError: (error: DomainError) => void;
  /** Room for more messages; while there is none, receiving pauses. */
  hasRoom: () => boolean;
  roomAgain: () => Promise<void>;
}

export interface LookRequest {
  queue: DeadLetterQueue;
  limit: number;
  /** How long the queue took to answer. */
  answerMs: number;
  /** At most; default 16. */
  receivers?: number;
  signal: AbortSignal;
  looker: Looker;
}

/**
 * Reads a queue, tells of each message once, and gives every one back whatever happens. What it tells goes at its own pace, save that it
 * receives no more while the looker has no room. Returns what the last line of a scan says.
 * @throws only what is a defect; by then everything is given back
 */
export async function lookThrough({
  ctx,
  input,
}: {
  ctx: Context;
  input: LookRequest;
}): Promise<Extract<ScanEvent, { type: 'done' }>> {
  const { queue, looker, signal } = input;
  const plan = planReading(queue, input);
  const { visible, inFlight, delayed } = queue.depth;
  const about = visible + inFlight + delayed;
  const holds: Holds = new Map();
  const reading = new AbortController();
  let lostHold = false;
  let end: ReceiveEnd | 'failed' = 'failed';
  let bug: unknown;
  const { onLatest, onUnknown, onError } = looker;
  const join = joinAttempts({
    ctx,
    expected: plan.messages,
    signal,
    onLatest,
    ...(onUnknown && { onUnknown }),
  });

  looker.onProgress({ type: 'progress', seen: 0, about });
  const { visibilityTimeoutSeconds, maxDurationMs } = plan;
  const keeping = keepHidden({
    ctx,
    input: { queue, holds, visibilityTimeoutSeconds, signal: reading.signal },
  }).then(
    (kept) => (lostHold = !kept),
    (error: unknown) => {
      lostHold = true;
      bug = error;
    },
  );
  const deadlineMs = ctx.clock.nowMs() + maxDurationMs;
  const report = everySoOften(plan.messages, (seen) => looker.onProgress({ type: 'progress', seen, about }));
  try {
    end = await receiveMessages({
      ctx,
      input: {
        queue,
        limit: plan.max,
        receivers: plan.receivers,
        visibilityTimeoutSeconds,
        maxDurationMs,
        shouldStop: () => signal.aborted || lostHold,
        onMessages(received) {
          const fresh = hold(holds, received).map(({ message }) => toScannedMessage(message, queue));
          looker.onMessages(fresh);
          join.add(fresh);
          report(holds.size);
          return looker.hasRoom() ? undefined : roomOrStop(ctx, looker, signal, deadlineMs);
        },
      },
    });
  } catch (error) {
    if (error instanceof DomainError) onError(error);
    else bug = error;
  } finally {
    reading.abort();
    await keeping;
  }
  const giving = giveBack({
    ctx,
    input: {
      queue,
      holds,
      connections: plan.receivers,
      onGivenBack: everySoOften(holds.size, (givenBack) =>
        looker.onProgress({ type: 'progress', seen: holds.size, about, givenBack }),
      ),
    },
  });
  const [release, joined] = await Promise.all([giving, join.end(giving)]);
  if (bug !== undefined) throw bug;
  const sawAll = end === 'exhausted' || (isLimit(end) && holds.size >= about);
  const limitedBy = sawAll ? null : limitOf(end, { isHeldBack: plan.max < input.limit, lostHold });
  const complete = sawAll && inFlight === 0 && delayed === 0;
  return { type: 'done', seen: holds.size, about, complete, limitedBy, ...release, ...joined };
}

/** Notes what was received and returns what was not seen before. */
function hold(holds: Holds, received: readonly HeldMessage[]): HeldMessage[] {
  const fresh: HeldMessage[] = [];
  for (const held of received) {
    const { messageId, receiptHandle, hiddenUntilMs } = held;
    if (!holds.has(messageId)) fresh.push(held);
    // The newest handle is the one that can give the message back, and the last to run out.
    else holds.delete(messageId);
    holds.set(messageId, { receiptHandle, hiddenUntilMs });
  }
  return fresh;
}

function isLimit(end: ReceiveEnd | 'failed'): boolean {
  return end === 'limit' || end === 'over-limit';
}

function limitOf(
  end: ReceiveEnd | 'failed',
  { isHeldBack, lostHold }: { isHeldBack: boolean; lostHold: boolean },
): ScanLimit | null {
  switch (end) {
    case 'limit':
      return isHeldBack ? 'in-flight' : 'limit';
    case 'over-limit':
      return 'in-flight';
    case 'deadline':
      return 'time';
    case 'stopped':
      return lostHold ? 'time' : 'stopped';
    case 'exhausted':
    case 'failed':
      return null;
    default:
      return end satisfies never;
  }
}

/** Waits for a slow reader, but neither past the end of the scan nor after it was stopped. */
async function roomOrStop(
  ctx: Context,
  looker: Looker,
  signal: AbortSignal,
  deadlineMs: number,
): Promise<void> {
  if (signal.aborted) return;
  const over = new AbortController();
  const waiting = AbortSignal.any([signal, over.signal]);
  await Promise.race([looker.roomAgain(), ctx.clock.wait(deadlineMs - ctx.clock.nowMs(), waiting)]);
  over.abort();
}
