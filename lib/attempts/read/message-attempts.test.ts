import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { ATTEMPTS_KEPT_FOR_DAYS } from '../items/attempt-item.ts';
import type { Attempt, TimelineEntry } from '../types.ts';
import { readMessageAttempts } from './message-attempts.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

const read = (messageId: string, request: Record<string, unknown> = {}) =>
  readMessageAttempts({ ctx: desk.ctx, input: { messageId, request } });

async function write(...attempts: Attempt[]): Promise<void> {
  if (!desk.ctx.state) throw new TypeError('the desk has a table');
  await writeAttempts(desk.ctx.state, attempts);
}

/** `2 failed`, `3 killed`: what the timeline shows of each entry. */
function lines(entries: readonly TimelineEntry[]): string[] {
  return entries.map(
    (entry) => `${entry.attempt} ${entry.kind === 'recorded' ? entry.outcome : entry.reason}`,
  );
}

async function source(maxReceiveCount: number): Promise<string> {
  const pair = await createDeadLetterPair(desk.sqs, {
    maxReceiveCount,
    sourceAttributes: { VisibilityTimeout: '45' },
  });
  return pair.source.name;
}

describe('readMessageAttempts', () => {
  it('tells every attempt with its error, and the limits of the queue it came from', async () => {
    const queue = await source(3);
    const messageId = randomUUID();
    const first = attempt({ messageId, queue });
    const second = attempt({ messageId, queue, receiveCount: 2, outcome: 'timed-out' });
    const third = attempt({ messageId, queue, receiveCount: 3, outcome: 'succeeded' });
    await write(first, second, third);

    expect(await read(messageId)).toEqual({
      messageId,
      rootId: messageId,
      entries: [first, second, third].map((recorded) => ({ kind: 'recorded', ...recorded })),
      visibilityTimeoutSeconds: 45,
      maxReceiveCount: 3,
      truncated: false,
      keptForDays: ATTEMPTS_KEPT_FOR_DAYS,
    });
  });

  it('infers the deliveries of a dead letter that were killed, at its end too', async () => {
    const queue = await source(4);
    const messageId = randomUUID();
    await write(attempt({ messageId, queue, receiveCount: 2 }));
    expect(lines((await read(messageId)).entries)).toEqual(['1 killed', '2 failed']);
    const dead = await read(messageId, { deadFrom: queue });
    expect(lines(dead.entries)).toEqual(['1 killed', '2 failed', '3 killed', '4 killed']);
    expect(dead.entries[3]).toEqual({
      kind: 'inferred',
      messageId,
      generation: 0,
      attempt: 4,
      receiveCount: 4,
      reason: 'killed',
    });
  });

  it('says of a dead letter without any record that its deliveries went unrecorded', async () => {
    const queue = await source(3);
    const { entries } = await read(randomUUID(), { deadFrom: queue });
    expect(lines(entries)).toEqual(['1 unrecorded', '2 unrecorded', '3 unrecorded']);
  });

  it('does not infer more deliveries than SQS has counted, where the limit was raised since', async () => {
    const queue = await source(10);
    const { entries } = await read(randomUUID(), { deadFrom: queue, receiveCount: '4' });
    expect(entries).toHaveLength(3);
  });

  it('follows a message over its redrives, by its lineage or by what was recorded', async () => {
    const queue = await source(2);
    const [root, copy] = [randomUUID(), randomUUID()];
    const again = { messageId: copy, rootId: root, generation: 1, queue };
    await write(
      attempt({ messageId: root, queue }),
      attempt({ messageId: root, queue, receiveCount: 2 }),
      attempt({ ...again, attempt: 4, receiveCount: 2 }),
    );
    const expected = ['1 failed', '2 failed', '3 killed', '4 failed'];
    const recorded = await read(copy);
    expect(recorded).toMatchObject({ messageId: copy, rootId: root });
    expect(lines(recorded.entries)).toEqual(expected);
    expect(recorded.entries[2]).toMatchObject({ messageId: copy, generation: 1, receiveCount: 1 });

    const seen = { root, generation: '2', receivesBefore: '4', deadFrom: queue };
    const latest = await read('not-tried-yet', seen);
    expect(lines(latest.entries)).toEqual([...expected, '5 killed', '6 killed']);
    expect(latest.entries[4]).toMatchObject({ messageId: 'not-tried-yet', generation: 2, receiveCount: 1 });
  });

  it('leaves out what has expired, and does not take it for killed', async () => {
    const messageId = randomUUID();
    const daysAgo = (days: number) => Date.now() - days * 86_400_000;
    const at = (receiveCount: number, days: number) =>
      attempt({ messageId, receiveCount, startedAtMs: daysAgo(days), sentAtMs: daysAgo(32) });
    await write(at(1, 31), at(2, 29), at(4, 28));
    expect(lines((await read(messageId)).entries)).toEqual(['2 failed', '3 killed', '4 failed']);
  });

  it('shows the newest two hundred of a message that was tried more often', async () => {
    const messageId = randomUUID();
    await write(
      ...Array.from({ length: 205 }, (_, index) => attempt({ messageId, receiveCount: index + 1 })),
    );
    const { entries, truncated } = await read(messageId);
    expect(truncated).toBe(true);
    expect(entries).toHaveLength(200);
    expect([entries[0]?.attempt, entries.at(-1)?.attempt]).toEqual([6, 205]);
  });

  it('tells the story without limits when the queue is gone', async () => {
    const messageId = randomUUID();
    await write(attempt({ messageId, queue: 'deleted-since' }));
    expect(await read(messageId, { deadFrom: 'deleted-since' })).toMatchObject({
      entries: [{ kind: 'recorded' }],
      visibilityTimeoutSeconds: null,
      maxReceiveCount: null,
    });
  });

  it('believes a lineage that anybody may have written only so far', async () => {
    const { entries, truncated } = await read(randomUUID(), {
      root: '\u202e\u0000 no such root',
      generation: '1000000',
      receivesBefore: '1000000000',
    });
    expect(truncated).toBe(true);
    expect(entries).toHaveLength(200);
  });

  it.each([
    [{ root: '' }, 'root'],
    [{ root: 'x'.repeat(129) }, 'root'],
    [{ generation: '-1' }, 'generation'],
    [{ generation: '1.5' }, 'generation'],
    [{ generation: '' }, 'generation'],
    [{ receivesBefore: '1000000001' }, 'receivesBefore'],
    [{ receiveCount: '0x10' }, 'receiveCount'],
    [{ deadFrom: '' }, 'deadFrom'],
    [{ other: '1' }, 'other'],
  ])('refuses %j', async (request, field) => {
    await expect(read('any', request)).rejects.toMatchObject({ code: 'invalid-input', field });
  });

  it('says why when the table does not answer', async () => {
    desk.proxy.fail(({ action }) => (action === 'BatchGetItem' ? { kind: 'hang' } : { kind: 'pass' }));
    await expect(read('any')).rejects.toMatchObject({
      code: 'attempts-unavailable',
      message: expect.stringContaining('cannot be reached'),
    });
  }, 15_000);
});
