import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '#engine/core/manual-clock';
import type { Context } from '#lib/context';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { readDepth } from '#test/factories/queue';
import { requireDeadLetterQueue } from '../dead-letter-queue.ts';
import { receiveMessages } from '../receive-messages.ts';
import { keepHidden, type Holds } from './keep-hidden.ts';

const clock = createManualClock();
const desk = openDesk({ clock });

afterEach(() => desk.proxy.heal());

const HIDDEN_SECONDS = 30;

/** The desk in the engine's time. */
function context(): Context {
  const wait = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      clock.at(clock.nowMs() + ms, resolve);
      signal?.addEventListener('abort', () => resolve());
    });
  return { ...desk.ctx, clock: { nowMs: clock.nowMs, wait } };
}

async function holdAll(messages: number) {
  const ctx = context();
  const { deadLetters } = await createFilledPair(desk.sqs, messages);
  const queue = await requireDeadLetterQueue({ ctx, input: { name: deadLetters.name } });
  const holds: Holds = new Map();
  await receiveMessages({
    ctx,
    input: {
      queue,
      limit: messages,
      visibilityTimeoutSeconds: HIDDEN_SECONDS,
      maxDurationMs: 60_000,
      shouldStop: () => false,
      onMessages(received) {
        for (const { messageId, receiptHandle, hiddenUntilMs } of received) {
          holds.set(messageId, { receiptHandle, hiddenUntilMs });
        }
        return undefined;
      },
    },
  });
  const reading = new AbortController();
  const keeping = keepHidden({
    ctx,
    input: { queue, holds, visibilityTimeoutSeconds: HIDDEN_SECONDS, signal: reading.signal },
  });
  return { deadLetters, holds, reading, keeping };
}

const endsOf = (holds: Holds) => [...holds.values()].map(({ hiddenUntilMs }) => hiddenUntilMs);

describe('keepHidden', () => {
  it('keeps messages hidden past their first visibility timeout, until the reading ends', async () => {
    const { deadLetters, holds, reading, keeping } = await holdAll(25);
    for (let times = 0; times < 3; times += 1) {
      const endMs = Math.min(...endsOf(holds));
      await clock.advance(25_000);
      await expect.poll(() => Math.min(...endsOf(holds))).toBeGreaterThan(endMs);
      expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 25 });
    }
    reading.abort();
    expect(await keeping).toBe(true);
    await clock.advance(30_000);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 25, inFlight: 0 });
  });

  it('extends nothing of a scan that is as fast as planned', async () => {
    const { reading, keeping } = await holdAll(10);
    await clock.advance(15_000);
    reading.abort();
    expect(await keeping).toBe(true);
    expect(desk.proxy.seen.map(({ action }) => action)).not.toContain('ChangeMessageVisibilityBatch');
  });

  it('says so when SQS extends nothing', async () => {
    const { keeping } = await holdAll(10);
    desk.proxy.fail(({ action }) =>
      action === 'ChangeMessageVisibilityBatch'
        ? { kind: 'answer', status: 403, code: 'AccessDenied' }
        : { kind: 'pass' },
    );
    await clock.advance(25_000);
    expect(await keeping).toBe(false);
  });
});
