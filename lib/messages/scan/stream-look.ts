import type { Context } from '#lib/context';
import { createChannel, type Channel } from '#lib/flow/channel';
import type { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { ScanEvent } from '../types.ts';
import { lookThrough, type Looker, type LookRequest } from './look-through.ts';

/** Unread text a slow reader may leave in memory before receiving pauses. */
const MAX_UNREAD_CHARACTERS = 16 * 1024 * 1024;

/** What goes into a channel while one looks. */
export interface LookWriter {
  looker: Looker;
  /** The look is over, and everything given back. What it throws, the reader gets. */
  onDone: (done: Extract<ScanEvent, { type: 'done' }>) => void;
}

/**
 * What `write` puts into its channel during a look, as the reader asks for it. Everything is given back also when the reader stops
 * reading, or `signal` aborts.
 */
export async function* streamLook<Value>({
  ctx,
  look,
  signal,
  write,
}: {
  ctx: Context;
  look: Omit<LookRequest, 'signal' | 'looker'> & { queue: DeadLetterQueue };
  signal: AbortSignal | undefined;
  write: (channel: Channel<Value>) => LookWriter;
}): AsyncGenerator<Value, void> {
  const hangUp = new AbortController();
  const channel = createChannel<Value>(MAX_UNREAD_CHARACTERS);
  const { looker, onDone } = write(channel);
  // Does not depend on the reader's pace, so that a slow one does not hold messages for long.
  const running = lookThrough({
    ctx,
    input: { ...look, looker, signal: signal ? AbortSignal.any([signal, hangUp.signal]) : hangUp.signal },
  })
    .then(onDone)
    .then(
      () => channel.close(),
      (error: unknown) => channel.close(error),
    );
  try {
    yield* channel;
  } finally {
    hangUp.abort();
    await running;
  }
}
