import { afterEach, describe, expect, it } from 'vitest';
import type { LatestAttempt } from '#lib/attempts/types';
import { attempt, attemptError, writeAttempts } from '#test/factories/attempts';
import { openDesk } from '#test/factories/desk';
import type { JoinedMessage } from './index-join.ts';
import { joinAttempts } from './join-attempts.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

let queues = 0;

/** Messages of a queue of their own, more than are looked up directly. */
function died(
  count: number,
  part: Partial<JoinedMessage> = {},
): { queue: string; messages: JoinedMessage[] } {
  const queue = `source-${(queues += 1)}`;
  const messages = Array.from({ length: count }, (_, index) => ({
    messageId: `${queue}-${index}`,
    deadLetterSource: queue,
    lineage: null,
    ...part,
  }));
  return { queue, messages };
}

async function record(...attempts: Parameters<typeof attempt>[0][]): Promise<void> {
  if (!desk.ctx.state) throw new TypeError('the desk has a table');
  await writeAttempts(desk.ctx.state, attempts.map(attempt));
}

async function join(messages: readonly JoinedMessage[], expected = 5_000) {
  const latest = new Map<string, LatestAttempt>();
  const unknown: string[] = [];
  const running = joinAttempts({
    ctx: desk.ctx,
    expected,
    signal: new AbortController().signal,
    onLatest(group) {
      expect(group.length).toBeLessThanOrEqual(100);
      for (const one of group) {
        expect(latest).not.toContain(one.messageId);
        latest.set(one.messageId, one);
      }
    },
    onUnknown: (messageIds) => void unknown.push(...messageIds),
  });
  for (let from = 0; from < messages.length; from += 10) running.add(messages.slice(from, from + 10));
  return { end: await running.end(Promise.resolve()), latest, unknown };
}

const asked = (action: string) => desk.proxy.seen.filter((request) => request.action === action).length;

describe('a join of many messages', () => {
  it('finds what looking up each would find, in far fewer requests', async () => {
    const { queue, messages } = died(450);
    const errors = ['A', 'B', 'C'].map((letter) =>
      attemptError({
        name: `Failure${letter}`,
        message: `No answer from ${letter}.`,
        fingerprint: `v1-${letter}`,
      }),
    );
    await record(
      ...messages.map(({ messageId }, index) => ({
        messageId,
        queue,
        receiveCount: 3,
        startedAtMs: Date.now() - index * 1000,
        error: errors[index % 3] ?? null,
      })),
    );
    const direct = await join(messages, 1);
    expect(direct.latest.size).toBe(450);
    desk.proxy.heal();
    const { end, latest, unknown } = await join(messages);
    expect(end).toEqual({ attempts: 'joined', attemptsReason: null });
    expect(unknown).toEqual([]);
    const inShort = (found: ReadonlyMap<string, LatestAttempt>) =>
      [...found.values()]
        .map((one) => ({ ...one, durationMs: null }))
        .toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
    expect(inShort(latest)).toEqual(inShort(direct.latest));
    expect(asked('BatchGetItem')).toBeLessThanOrEqual(3);
    expect(asked('Query')).toBeLessThanOrEqual(2);
  });

  it('does not give the numbers of one failure to another', async () => {
    const { queue, messages } = died(200);
    await record(
      ...messages.map(({ messageId }, index) => ({
        messageId,
        queue,
        error: attemptError({ message: `Card ${4000 + index} was declined.` }),
      })),
    );
    const { latest } = await join(messages);
    expect(latest.get(messages[0]?.messageId ?? '')?.error?.message).toBe('Card 4000 was declined.');
    expect(latest.get(messages[199]?.messageId ?? '')?.error?.message).toBe('Card <*> was declined.');
  });

  it('counts attempts over redrives', async () => {
    const lineage = { root: 'the-first', generation: 1, receives: 4 };
    const { queue, messages } = died(150, { lineage });
    await record(
      ...messages.map(({ messageId }) => ({
        messageId,
        queue,
        rootId: 'the-first',
        generation: 1,
        attempt: 6,
        receiveCount: 2,
      })),
    );
    const { latest } = await join(messages);
    expect(latest.size).toBe(150);
    for (const one of latest.values()) expect(one).toMatchObject({ rootId: 'the-first', attempt: 6 });
  });

  it('looks up what the index does not have, and says what nobody recorded', async () => {
    const { queue, messages } = died(400);
    const [failed, succeeded, unrecorded] = [0, 250, 300].map((from, part) =>
      messages.slice(from, [250, 300, 400][part]).map(({ messageId }) => messageId),
    );
    await record(
      ...(failed ?? []).map((messageId) => ({ messageId, queue })),
      ...(succeeded ?? []).map((messageId) => ({
        messageId,
        queue,
        outcome: 'succeeded' as const,
        error: null,
      })),
    );
    const { end, latest, unknown } = await join(messages);
    expect(end.attempts).toBe('joined');
    expect([...latest.keys()].toSorted()).toEqual([...(failed ?? []), ...(succeeded ?? [])].toSorted());
    expect(unknown.toSorted()).toEqual(unrecorded?.toSorted());
  });

  it('finds messages that come after the index was read, and those that name no source', async () => {
    const { queue, messages } = died(300);
    const homeless = died(20, { deadLetterSource: null });
    await record(
      ...messages.map(({ messageId }) => ({ messageId, queue })),
      ...homeless.messages.map(({ messageId }) => ({ messageId, queue: homeless.queue })),
    );
    const latest: LatestAttempt[] = [];
    const running = joinAttempts({
      ctx: desk.ctx,
      expected: 5_000,
      signal: new AbortController().signal,
      onLatest: (group) => void latest.push(...group),
    });
    running.add(messages.slice(0, 150));
    await expect.poll(() => latest.length).toBe(150);
    running.add(messages.slice(150));
    running.add(homeless.messages);
    expect(await running.end(Promise.resolve())).toMatchObject({ attempts: 'joined' });
    expect(latest).toHaveLength(320);
  });

  it.each(['Query', 'BatchGetItem'])(
    'says so when %s is refused, and which messages go without',
    async (action) => {
      const { queue, messages } = died(300);
      await record(...messages.map(({ messageId }) => ({ messageId, queue })));
      desk.proxy.fail((request) =>
        request.action === action
          ? { kind: 'answer', status: 400, code: 'AccessDeniedException' }
          : { kind: 'pass' },
      );
      const { end, latest, unknown } = await join(messages);
      expect(end).toMatchObject({
        attempts: 'unavailable',
        attemptsReason: expect.stringContaining(`dynamodb:${action}`),
      });
      expect(latest.size + unknown.length).toBe(300);
    },
  );
});
