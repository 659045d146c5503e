import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createChannel, type Channel } from '#lib/flow/channel';
import { parseInput } from '#lib/parse-input';
import { requireDeadLetterQueue, type DeadLetterQueue } from './dead-letter-queue.ts';
import { joinAttempts, type AttemptsJoin } from './join-attempts.ts';
import { receiveMessages, type HeldMessage, type ReceiveEnd } from './receive-messages.ts';
import { releaseMessages } from './release-messages.ts';
import { ScanSchema } from './scan-schema.ts';
import { toScannedMessage } from './scanned-message.ts';
import type { ScanEvent } from './types.ts';

/** Short, because a move task waits for messages that a scan hides; longer than the scan itself by a margin. */
const VISIBILITY_TIMEOUT_SECONDS = 30;
const MAX_SCAN_MS = 20_000;
/** Unread text a slow reader may leave in memory before receiving pauses. */
const MAX_UNREAD_CHARACTERS = 16 * 1024 * 1024;
const MESSAGES_PER_PROGRESS = 50;

interface Scan {
  ctx: Context;
  queue: DeadLetterQueue;
  limit: number;
  stop: AbortController;
  events: Channel<ScanEvent>;
}

/**
 * Looks at the messages of a dead-letter queue, each once, as they are received, and gives every one back: at the end,
 * when `signal` aborts, when the reader stops reading, and on an error. Never deletes. Why a message failed follows it in an
 * `attempts` event, and neither waits for the other. The last event is `done`; after an `error` event it tells what was
 * given back.
 * @throws DomainError before the first event: `invalid-input`, `queue-not-found`, `receive-would-count`,
 *   `not-a-dead-letter-queue`, `access-denied`, `unreachable`
 */
export async function scanQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown; signal?: AbortSignal };
}): Promise<AsyncGenerator<ScanEvent, void>> {
  const { limit } = parseInput(ScanSchema, input.request);
  const queue = await requireDeadLetterQueue({ ctx, input: { name: input.queue } });
  const scan: Scan = {
    ctx,
    queue,
    limit,
    stop: new AbortController(),
    events: createChannel<ScanEvent>(MAX_UNREAD_CHARACTERS),
  };
  return readEvents(scan, input.signal);
}

async function* readEvents(scan: Scan, signal: AbortSignal | undefined): AsyncGenerator<ScanEvent, void> {
  const stop = () => scan.stop.abort();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  const running = run(scan);
  try {
    yield* scan.events;
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
    await running;
  }
}

/** Receives, then gives back; does not depend on the reader's pace, so that a slow one does not hold messages. */
async function run(scan: Scan): Promise<void> {
  const { ctx, queue, events } = scan;
  const { visible, inFlight, delayed } = queue.depth;
  const about = visible + inFlight + delayed;
  const handles = new Map<string, string>();
  let bug: unknown;
  let end: ReceiveEnd | 'failed' = 'failed';
  const join = joinAttempts({
    ctx,
    signal: scan.stop.signal,
    onLatest: (latest) => events.push({ type: 'attempts', latest }),
  });

  events.push({ type: 'progress', seen: 0, about });
  try {
    end = await receiveMessages({ ctx, input: requestOf(scan, { handles, about, join }) });
  } catch (error) {
    if (error instanceof DomainError) {
      events.push({ type: 'error', code: error.code, message: error.message });
    } else bug = error;
  }
  const [release, joined] = await Promise.all([
    releaseMessages({ ctx, input: { queue, receiptHandles: [...handles.values()] } }),
    join.end(),
  ]);
  const sawAll = end === 'exhausted' || (end === 'limit' && handles.size >= about);
  const complete = sawAll && inFlight === 0 && delayed === 0;
  events.push({ type: 'done', seen: handles.size, about, complete, ...release, ...joined });
  events.close(bug);
}

function requestOf(
  { ctx, queue, limit, stop, events }: Scan,
  { handles, about, join }: { handles: Map<string, string>; about: number; join: AttemptsJoin },
): Parameters<typeof receiveMessages>[0]['input'] {
  const deadline = ctx.clock.nowMs() + MAX_SCAN_MS;
  let reportedAt = 0;

  const onMessages = async (messages: HeldMessage[]) => {
    const newIds: string[] = [];
    for (const { messageId, receiptHandle, message } of messages) {
      const seenBefore = handles.has(messageId);
      // The newest handle is the one that can give the message back.
      handles.set(messageId, receiptHandle);
      if (seenBefore) continue;
      newIds.push(messageId);
      const scanned = toScannedMessage(message, queue);
      events.push({ type: 'message', message: scanned }, scanned.body.length);
    }
    join.add(newIds);
    if (handles.size - reportedAt >= MESSAGES_PER_PROGRESS) {
      reportedAt = handles.size;
      events.push({ type: 'progress', seen: handles.size, about });
    }
    await roomOrStop(events, stop.signal, () => ctx.clock.wait(deadline - ctx.clock.nowMs()));
  };

  return {
    queue,
    limit,
    visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
    maxDurationMs: MAX_SCAN_MS,
    shouldStop: () => stop.signal.aborted,
    onMessages,
  };
}

/** Waits for a slow reader, but neither past the end of the scan nor after it was stopped. */
async function roomOrStop(
  events: Channel<ScanEvent>,
  signal: AbortSignal,
  deadline: () => Promise<void>,
): Promise<void> {
  if (signal.aborted || events.hasRoom()) return;
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([events.drained(), stopped, deadline()]);
}
