import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/context';
import { systemClock } from '#lib/clock';
import { describeQueue } from '#lib/queues/describe-queue';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { sendMany } from '#test/factories/message';
import { createQueue, type TestQueue } from '#test/factories/queue';
import type { Attempt } from '../types.ts';
import { countExhausted } from './count-exhausted.ts';
import { readRetrying } from './retrying.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

const read = (queue: string, ctx: Context = desk.freshContext()) => readRetrying({ ctx, input: { queue } });

async function write(...attempts: Attempt[]): Promise<void> {
  if (!desk.ctx.state) throw new TypeError('the desk has a table');
  await writeAttempts(desk.ctx.state, attempts);
}

/** A queue that holds `held` messages, moves one after three receives, and hides what is received for half a minute. */
async function createSource(held: number): Promise<TestQueue> {
  const { source } = await createDeadLetterPair(desk.sqs, {
    maxReceiveCount: 3,
    sourceAttributes: { VisibilityTimeout: '30', MessageRetentionPeriod: '86400' },
  });
  await sendMany(desk.sqs, source.url, held);
  return source;
}

function consume({ arn }: TestQueue, State: string): void {
  desk.proxy.fail(({ action }) =>
    action.includes('event-source-mappings')
      ? { kind: 'reply', body: { EventSourceMappings: [{ EventSourceArn: arn, State }] } }
      : { kind: 'pass' },
  );
}

/** An attempt at a message of `queue`. */
function failed({ name }: TestQueue, messageId: string, secondsAgo: number, receiveCount = 1): Attempt {
  const startedAtMs = Date.now() - secondsAgo * 1000;
  return attempt({ messageId: `${name} ${messageId}`, queue: name, receiveCount, startedAtMs });
}

const states = ({ messages }: Awaited<ReturnType<typeof read>>) =>
  messages.map(({ messageId, state }) => `${messageId.split(' ')[1]} ${state}`);

describe('readRetrying', () => {
  it('lists what failed and is not through, the next attempt first, with what is left', async () => {
    const queue = await createSource(5);
    consume(queue, 'Enabled');
    const written = failed(queue, 'late', 120, 2);
    await write(
      written,
      failed(queue, 'hidden', 10),
      failed(queue, 'due', 45),
      failed(queue, 'last', 20, 3),
      failed(queue, 'dead', 120, 3),
      failed({ ...queue, name: 'another' }, 'foreign', 10),
    );
    const list = await read(queue.name);
    expect(states(list)).toEqual(['late overdue', 'due due', 'last exhausted', 'hidden hidden']);
    expect(list).toMatchObject({ truncated: false, visibilityTimeoutSeconds: 30, maxReceiveCount: 3 });
    expect(list.messages[0]).toEqual({
      messageId: written.messageId,
      rootId: written.messageId,
      attempt: 2,
      receiveCount: 2,
      outcome: 'failed',
      startedAtMs: written.startedAtMs,
      durationMs: 12,
      error: expect.objectContaining({ name: 'PaymentDeclined' }),
      generation: 0,
      firstReceivedAtMs: written.firstReceivedAtMs,
      nextAttemptAtMs: written.startedAtMs + 30_000,
      state: 'overdue',
      receivesLeft: 1,
    });
  });

  it('forgets a message with its success', async () => {
    const queue = await createSource(1);
    await write(failed(queue, 'saved', 10));
    expect(states(await read(queue.name))).toEqual(['saved hidden']);
    await write({ ...failed(queue, 'saved', 1, 2), outcome: 'succeeded', error: null });
    expect(states(await read(queue.name))).toEqual([]);
  });

  it('keeps what is exhausted and waits for a receive while nobody polls', async () => {
    const queue = await createSource(2);
    consume(queue, 'Disabled');
    await write(
      failed(queue, 'newest', 400, 3),
      failed(queue, 'other', 430, 3),
      failed(queue, 'died-before', 700, 3),
    );
    expect(states(await read(queue.name))).toEqual(['other exhausted', 'newest exhausted']);
  });

  it('shows nothing late of a queue that was purged', async () => {
    const queue = await createSource(3);
    await write(failed(queue, 'late', 200), failed(queue, 'hidden', 5));
    expect(states(await read(queue.name))).toEqual(['late overdue', 'hidden hidden']);
    await desk.sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
    expect(states(await read(queue.name))).toEqual(['hidden hidden']);
  });

  it('drops what SQS has dropped for its age', async () => {
    const queue = await createSource(5);
    const old = failed(queue, 'old', 86_000);
    await write(failed(queue, 'older', 86_500), { ...old, sentAtMs: Date.now() - 86_500_000 });
    expect(states(await read(queue.name))).toEqual([]);
  });

  it('shows two hundred at most and says so', async () => {
    const queue = await createSource(0);
    await write(...Array.from({ length: 210 }, (_, index) => failed(queue, `m${index}`, index / 10)));
    const list = await read(queue.name);
    expect(list.messages).toHaveLength(200);
    expect(list.truncated).toBe(true);
    expect(list.messages.at(-1)?.messageId).toBe(`${queue.name} m0`);
  });

  it('reads past a page of dead messages', async () => {
    const queue = await createSource(4);
    consume(queue, 'Enabled');
    const dead = Array.from({ length: 510 }, (_, index) => failed(queue, `dead${index}`, 200 + index, 3));
    await write(...dead, failed(queue, 'waiting', 5000, 2));
    const list = await read(queue.name);
    expect(states(list)).toEqual(['waiting overdue']);
    expect(list.truncated).toBe(false);
  });

  it('asks the table once for many viewers', async () => {
    const queue = await createSource(1);
    await write(failed(queue, 'one', 5));
    const ctx = desk.stillContext();
    desk.proxy.heal();
    await Promise.all([1, 2, 3].map(() => read(queue.name, ctx)));
    const actions = desk.proxy.seen.map(({ action }) => action);
    // One query for the list, and one for what the queue's findings say of exhausted messages.
    expect(actions.filter((action) => action === 'Query')).toHaveLength(2);
    expect(actions.filter((action) => action === 'BatchGetItem')).toHaveLength(1);
  });

  it('knows no limit without a redrive policy', async () => {
    const queue = await createQueue(desk.sqs);
    await write(failed(queue, 'endless', 5, 700));
    expect((await read(queue.name)).messages).toMatchObject([{ state: 'hidden', receivesLeft: null }]);
  });

  it('says what is wrong with the queue or the table', async () => {
    await expect(read('no-such-queue')).rejects.toMatchObject({ code: 'queue-not-found' });
    const queue = await createSource(0);
    desk.proxy.fail(({ action }) =>
      action === 'Query' ? { kind: 'answer', status: 500, code: 'InternalServerError' } : { kind: 'pass' },
    );
    await expect(read(queue.name)).rejects.toMatchObject({ code: 'attempts-unavailable' });
  });
});

describe('countExhausted', () => {
  async function count(
    { name }: TestQueue,
    { consumersKnown = true, hasTable = true, wait = systemClock.wait } = {},
  ) {
    const fresh = desk.freshContext();
    const ctx = { ...fresh, clock: { ...fresh.clock, wait }, ...(!hasTable && { state: null }) };
    const queue = await describeQueue({ ctx, input: { name } });
    return countExhausted({ ctx, input: { queue, consumersKnown } });
  }

  it('counts what waits for its last receive while nobody polls', async () => {
    const queue = await createSource(5);
    await write(
      failed(queue, 'waits', 45, 3),
      failed(queue, 'waits-too', 60, 4),
      failed(queue, 'still-hidden', 5, 3),
      failed(queue, 'has-receives', 50, 2),
    );
    expect(await count(queue)).toBe(2);
    consume(queue, 'Enabled');
    expect(await count(queue)).toBe(0);
  });

  it('knows without asking that nothing waits in an empty queue or one without a limit', async () => {
    const [empty, unlimited] = [await createSource(0), await createQueue(desk.sqs)];
    desk.proxy.heal();
    expect([await count(empty), await count(unlimited)]).toEqual([0, 0]);
    expect(desk.proxy.seen.map(({ action }) => action)).not.toContain('Query');
  });

  it('does not know without consumers, a table, or an answer of it within a second', async () => {
    const queue = await createSource(1);
    expect(await count(queue, { consumersKnown: false })).toBeNull();
    expect(await count(queue, { hasTable: false })).toBeNull();
    desk.proxy.fail(({ action }) =>
      action === 'Query' ? { kind: 'answer', status: 400, code: 'AccessDeniedException' } : { kind: 'pass' },
    );
    expect(await count(queue)).toBeNull();
    desk.proxy.fail(({ action }) => (action === 'Query' ? { kind: 'hang' } : { kind: 'pass' }));
    const waits: number[] = [];
    const wait = async (ms: number) => void waits.push(ms);
    expect(await count(queue, { wait })).toBeNull();
    expect(waits).toContain(1000);
  });
});
