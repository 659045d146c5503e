import { afterEach, describe, expect, it } from 'vitest';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { openDesk } from '#test/factories/desk';
import { ATTEMPTS_KEPT_FOR_DAYS } from '../items/attempt-item.ts';
import type { Attempt } from '../types.ts';
import { readLatestAttempts } from './latest-attempts.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

const read = (messageIds: Iterable<string>) => readLatestAttempts({ ctx: desk.ctx, input: { messageIds } });

async function write(attempts: readonly Attempt[]): Promise<void> {
  if (!desk.ctx.state) throw new TypeError('the desk has a table');
  await writeAttempts(desk.ctx.state, attempts);
}

function manyIds(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
}

describe('readLatestAttempts', () => {
  it('finds any number of messages, a hundred in a request, ids given twice included', async () => {
    const ids = manyIds('many', 230);
    await write(ids.map((messageId) => attempt({ messageId, receiveCount: 2 })));
    desk.proxy.heal();
    const latest = await read([...ids, ...ids.slice(0, 40), 'never-recorded']);

    expect([...latest.keys()].toSorted()).toEqual(ids.toSorted());
    expect(latest.get('many-7')).toEqual({
      messageId: 'many-7',
      rootId: 'many-7',
      attempt: 2,
      receiveCount: 2,
      outcome: 'failed',
      startedAtMs: expect.any(Number),
      durationMs: 12,
      error: {
        name: 'PaymentDeclined',
        message: 'Card 4711 was declined.',
        fingerprint: 'v1-0123456789abcdef',
      },
    });
    expect(desk.proxy.seen.map(({ action }) => action)).toEqual(Array(3).fill('BatchGetItem'));
  });

  it('leaves out what has expired and was not deleted yet', async () => {
    const startedAtMs = Date.now() - (ATTEMPTS_KEPT_FOR_DAYS + 1) * 86_400_000;
    await write([attempt({ messageId: 'old', startedAtMs })]);
    expect(await read(['old'])).toEqual(new Map());
  });

  it('asks again for what DynamoDB left unread', async () => {
    const ids = manyIds('partly', 3);
    await write(ids.map((messageId) => attempt({ messageId })));
    let answers = 0;
    desk.proxy.fail(({ body }) => {
      answers += 1;
      if (answers > 1) return { kind: 'pass' };
      const [table, { Keys }] = Object.entries(
        body['RequestItems'] as Record<string, { Keys: unknown[] }>,
      )[0]!;
      return {
        kind: 'rewrite',
        answer: ({ Responses }) => ({
          Responses: { [table]: (Responses as Record<string, unknown[]>)[table]?.slice(0, 1) },
          UnprocessedKeys: { [table]: { Keys } },
        }),
      };
    });
    expect([...(await read(ids)).keys()].toSorted()).toEqual(ids);
    expect(answers).toBe(2);
  });

  it('gives up on a table that reads nothing', async () => {
    desk.proxy.fail(({ body }) => ({
      kind: 'reply',
      body: { Responses: {}, UnprocessedKeys: body['RequestItems'] },
    }));
    await expect(read(['any'])).rejects.toMatchObject({
      code: 'attempts-unavailable',
      message: expect.stringContaining('throttled'),
    });
    expect(desk.proxy.seen).toHaveLength(4);
  });

  it.each([
    [{ kind: 'answer', status: 400, code: 'ResourceNotFoundException' }, 'There is no table "redrive-state"'],
    [{ kind: 'answer', status: 400, code: 'AccessDeniedException' }, 'dynamodb:BatchGetItem'],
    [{ kind: 'answer', status: 400, code: 'ProvisionedThroughputExceededException' }, 'throttling'],
    [{ kind: 'answer', status: 500, code: 'InternalServerError' }, 'cannot be read from redrive-state'],
    [{ kind: 'cut-before' }, 'cannot be reached'],
  ] as const)('says what is wrong with the table (%#)', async (fault, text) => {
    desk.proxy.fail(() => fault);
    await expect(read(['any'])).rejects.toMatchObject({
      code: 'attempts-unavailable',
      message: expect.stringContaining(text),
    });
  });

  it('says what to set where there is no table', async () => {
    const ctx = { ...desk.ctx, state: null };
    await expect(readLatestAttempts({ ctx, input: { messageIds: ['any'] } })).rejects.toMatchObject({
      code: 'attempts-unavailable',
      message: expect.stringContaining('REDRIVE_TABLE'),
    });
  });
});
