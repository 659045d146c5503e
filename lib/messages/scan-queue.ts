import type { Context } from '#lib/context';
import type { Channel } from '#lib/flow/channel';
import { parseInput } from '#lib/parse-input';
import { admitQueue } from './dead-letter-queue.ts';
import { maskMessage } from './mask/mask-message.ts';
import type { MaskRule } from './mask/rules.ts';
import { ScanSchema } from './scan/scan-schema.ts';
import { streamLook, type LookWriter } from './scan/stream-look.ts';
import type { ScanEvent } from './types.ts';

/**
 * Looks at the messages of a dead-letter queue, each once, as they are received, and gives every one back: at the end,
 * when `signal` aborts, when the reader stops reading, and on an error; after a crash they return within five minutes. Never deletes,
 * and keeps no body. Why a message failed follows it in an `attempts` event, and neither waits for the other. The last event is `done`;
 * after an `error` event it tells what was given back. `mask`: what is not shown, unless the request says `unmask`, which who calls has to
 * allow. `receivers`: at once, at most; default 16, on a FIFO queue always one.
 * @throws DomainError before the first event: `invalid-input`, `queue-not-found`, `receive-would-count` and
 *   `not-a-dead-letter-queue` unless confirmed, `access-denied`, `unreachable`
 */
export async function scanQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    queue: string;
    request: unknown;
    signal?: AbortSignal;
    receivers?: number;
    mask?: readonly MaskRule[];
  };
}): Promise<AsyncGenerator<ScanEvent, void>> {
  const { limit, confirm, unmask } = parseInput(ScanSchema, input.request);
  const admitted = await admitQueue({ ctx, input: { name: input.queue, confirm } });
  const { signal, receivers, mask = [] } = input;
  const look = { ...admitted, limit, ...(receivers !== undefined && { receivers }) };
  return flatten(streamLook({ ctx, look, signal, write: writeEvents(unmask ? [] : mask) }));
}

/** Events that come together travel together: a hundred thousand steps of their own would cost more than they carry. */
async function* flatten(groups: AsyncGenerator<ScanEvent[], void>): AsyncGenerator<ScanEvent, void> {
  for await (const group of groups) for (const event of group) yield event;
}

const writeEvents =
  (mask: readonly MaskRule[]) =>
  (channel: Channel<ScanEvent[]>): LookWriter => {
    const push = (event: ScanEvent) => channel.push([event]);
    return {
      looker: {
        onMessages(messages) {
          const characters = messages.reduce((sum, { body }) => sum + body.length, 0);
          channel.push(
            messages.map((message) => ({ type: 'message', message: maskMessage(message, mask) })),
            characters,
          );
        },
        onLatest: (latest) => push({ type: 'attempts', latest }),
        onProgress: push,
        onError: ({ code, message }) => push({ type: 'error', code, message }),
        hasRoom: () => channel.hasRoom(),
        roomAgain: () => channel.drained(),
      },
      onDone: push,
    };
  };
