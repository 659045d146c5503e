import { afterEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/context';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import type { Fault } from '#test/factories/faulty-proxy';
import { readDepth } from '#test/factories/queue';
import { readAll } from '#test/factories/read-all';
import { scanQueue } from '../scan-queue.ts';
import type { ScanEvent } from '../types.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

async function scan(queue: string, ctx: Context = desk.ctx): Promise<ScanEvent[]> {
  return readAll(await scanQueue({ ctx, input: { queue, request: {} } }));
}

async function record(messageIds: readonly string[]): Promise<void> {
  if (!desk.ctx.state) throw new TypeError('the desk has a table');
  await writeAttempts(
    desk.ctx.state,
    messageIds.map((messageId) => attempt({ messageId })),
  );
}

/** Faults of the table alone. */
function failTable(fault: Fault): void {
  desk.proxy.fail(({ action }) => (action === 'BatchGetItem' ? fault : { kind: 'pass' }));
}

function causes(events: readonly ScanEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'attempts' ? event.latest.map((l) => l.messageId) : []));
}

describe('a scan', () => {
  it('brings the latest attempt of every message that has one, each after its message', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 230);
    const recorded = messageIds.slice(0, 180);
    await record(recorded);
    const events = await scan(deadLetters.name);

    expect(causes(events).toSorted()).toEqual(recorded.toSorted());
    expect(events.at(-1)).toMatchObject({
      type: 'done',
      seen: 230,
      attempts: 'joined',
      attemptsReason: null,
    });
    const seen = new Set<string>();
    for (const event of events) {
      if (event.type === 'message') seen.add(event.message.messageId);
      if (event.type !== 'attempts') continue;
      expect(event.latest.length).toBeGreaterThan(0);
      expect(event.latest.length).toBeLessThanOrEqual(100);
      for (const { messageId } of event.latest) expect(seen).toContain(messageId);
    }
  });

  it('brings the first causes before the last messages', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 400);
    await record(messageIds);
    const types = (await scan(deadLetters.name)).map(({ type }) => type);
    expect(types.indexOf('attempts')).toBeLessThan(types.lastIndexOf('message'));
  });

  it('sends no line for messages without a record', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 5);
    const events = await scan(deadLetters.name);
    expect(events.map(({ type }) => type)).not.toContain('attempts');
    expect(events.at(-1)).toMatchObject({ attempts: 'joined' });
  });

  it('says that there is no table, and what to set', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 5);
    const events = await scan(deadLetters.name, { ...desk.ctx, state: null });
    expect(events.at(-1)).toMatchObject({
      seen: 5,
      complete: true,
      attempts: 'none',
      attemptsReason: expect.stringContaining('REDRIVE_TABLE'),
    });
  });

  it.each<[Fault, string]>([
    [{ kind: 'answer', status: 400, code: 'ResourceNotFoundException' }, 'There is no table'],
    [{ kind: 'answer', status: 400, code: 'AccessDeniedException' }, 'dynamodb:BatchGetItem'],
    [{ kind: 'answer', status: 500, code: 'InternalServerError' }, 'cannot be read'],
    [{ kind: 'cut-before' }, 'cannot be reached'],
  ])('loses no message to a table that fails (%#)', async (fault, reason) => {
    const { deadLetters } = await createFilledPair(desk.sqs, 30);
    failTable(fault);
    const events = await scan(deadLetters.name);
    expect(events.filter(({ type }) => type === 'message')).toHaveLength(30);
    expect(events.map(({ type }) => type)).not.toContain('error');
    expect(events.at(-1)).toMatchObject({
      seen: 30,
      complete: true,
      givenBack: 30,
      attempts: 'unavailable',
      attemptsReason: expect.stringContaining(reason),
    });
  });

  it('does not wait for a table that hangs', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 30);
    failTable({ kind: 'hang' });
    const events = await scanQueue({ ctx: desk.ctx, input: { queue: deadLetters.name, request: {} } });
    let messages = 0;
    for await (const event of events) {
      if (event.type === 'message') messages += 1;
      if (event.type !== 'done') continue;
      expect(event).toMatchObject({ givenBack: 30, attempts: 'unavailable' });
      expect(event.attemptsReason).toContain('did not answer in time');
    }
    expect(messages).toBe(30);
  });

  it('gives back before it has done waiting for the table', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 10);
    failTable({ kind: 'hang' });
    let waits = 0;
    const wait = async (_ms: number, signal?: AbortSignal) => {
      // The first waits for the time to extend what is held; it ends with the reading.
      if (waits++ === 0) return desk.ctx.clock.wait(60_000, signal);
      await expect
        .poll(() => readDepth(desk.sqs, deadLetters.url))
        .toEqual({ visible: 10, inFlight: 0, delayed: 0 });
    };
    const ctx = { ...desk.ctx, clock: { ...desk.ctx.clock, wait } };
    expect((await scan(deadLetters.name, ctx)).at(-1)).toMatchObject({ attempts: 'unavailable' });
    expect(waits).toBeGreaterThan(1);
  });

  it('looks nothing up any more once it is stopped', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 20);
    failTable({ kind: 'hang' });
    const abort = new AbortController();
    const events = await scanQueue({
      ctx: desk.ctx,
      input: { queue: deadLetters.name, request: {}, signal: abort.signal },
    });
    const rest: ScanEvent[] = [];
    for await (const event of events) {
      rest.push(event);
      if (event.type === 'message') abort.abort();
    }
    expect(rest.at(-1)).toMatchObject({
      type: 'done',
      attempts: 'unavailable',
      attemptsReason: expect.stringContaining('stopped'),
    });
  });
});
