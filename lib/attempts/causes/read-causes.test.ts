import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StateTable } from '#lib/state/state-table';
import { attempt, attemptError, writeAttempts } from '#test/factories/attempts';
import { openDesk } from '#test/factories/desk';
import { createQueue } from '#test/factories/queue';
import type { Cause } from '../types.ts';
import { readCauses } from './read-causes.ts';

const desk = openDesk({ stateTable: true });
let queue: string;

beforeAll(async () => {
  queue = (await createQueue(desk.sqs)).name;
});
afterEach(() => desk.proxy.heal());

const table = (): StateTable => {
  const { state } = desk.freshContext();
  if (!state) throw new TypeError('the environment of a test names the table');
  return state;
};
const causesOf = (name: string, minutes?: number) =>
  readCauses({ ctx: desk.freshContext(), input: { queue: name, request: { minutes } } });

describe('readCauses', () => {
  it('counts failures and messages by cause, with the newest as sample, and nothing of others', async () => {
    const nowMs = Date.now();
    const timeout = attemptError({ name: 'GatewayTimeout', message: 'no answer', fingerprint: 'v1-timeout' });
    const of = (messageId: string, receiveCount: number, agoMs: number, error = attemptError()) =>
      attempt({ messageId, receiveCount, queue, startedAtMs: nowMs - agoMs, error });
    await writeAttempts(table(), [
      of('a', 1, 90_000),
      of('a', 2, 60_000),
      of('b', 1, 50_000, attemptError({ message: 'Card 4712 was declined.' })),
      of('c', 1, 40_000, timeout),
      attempt({ messageId: 'd', queue, receiveCount: 2, outcome: 'succeeded', startedAtMs: nowMs - 1_000 }),
      of('old', 1, 2 * 3_600_000),
      attempt({ messageId: 'e', queue: `${queue}-other` }),
    ]);
    const list = await causesOf(queue, 60);
    expect(list.causes).toMatchObject([
      {
        fingerprint: 'v1-0123456789abcdef',
        errorName: 'PaymentDeclined',
        message: 'Card 4712 was declined.',
        count: 3,
        messages: 2,
        firstSeenAtMs: nowMs - 90_000,
        lastSeenAtMs: nowMs - 50_000,
        sampleMessageId: 'b',
      },
      { fingerprint: 'v1-timeout', errorName: 'GatewayTimeout', count: 1, messages: 1, sampleMessageId: 'c' },
    ] satisfies Partial<Cause>[]);
    expect(list).toMatchObject({ failures: 4, otherCauses: 0, countedFromMs: null });
    expect((await causesOf(queue)).failures).toBe(5);
  });

  it('reads as many pages as there are', { timeout: 30_000 }, async () => {
    const { name } = await createQueue(desk.sqs);
    const count = 3_000;
    // A page of DynamoDB ends after a megabyte; long ones fill two.
    const long = 'f'.repeat(500);
    await writeAttempts(
      table(),
      Array.from({ length: count }, (_, index) =>
        attempt({
          messageId: `page-${index}`,
          queue: name,
          error: attemptError({ fingerprint: `v1-${long}${index % 150}` }),
        }),
      ),
    );
    desk.proxy.heal();
    const list = await causesOf(name);
    expect(desk.proxy.seen.filter(({ action }) => action === 'Query').length).toBeGreaterThan(1);
    expect(list).toMatchObject({ failures: count, otherCauses: 50 });
    expect(list.causes).toHaveLength(100);
    expect(list.causes.every((cause) => cause.count === 20 && cause.errorName === 'PaymentDeclined')).toBe(
      true,
    );
  });

  it('is read once for all viewers', async () => {
    const ctx = desk.stillContext();
    desk.proxy.heal();
    const input = { queue, request: {} };
    await Promise.all([readCauses({ ctx, input }), readCauses({ ctx, input }), readCauses({ ctx, input })]);
    await readCauses({ ctx, input });
    expect(desk.proxy.seen.filter(({ action }) => action === 'Query')).toHaveLength(1);
  });

  it('refuses windows that nothing is kept for, and queues that are not there', async () => {
    await expect(causesOf(queue, 4)).rejects.toMatchObject({ code: 'invalid-input', field: 'minutes' });
    await expect(causesOf(queue, 43_201)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(causesOf('gone')).rejects.toMatchObject({ code: 'queue-not-found' });
  });

  it.each([
    ['refuses', { kind: 'answer', status: 400, code: 'AccessDeniedException' }, 'dynamodb:Query'],
    ['fails', { kind: 'answer', status: 500, code: 'InternalServerError' }, 'dynamodb:Query'],
    ['is missing', { kind: 'answer', status: 400, code: 'ResourceNotFoundException' }, 'redrive-state'],
    ['cannot be reached', { kind: 'cut-before' }, 'cannot be reached'],
  ] as const)('says so when the table %s', async (_what, fault, text) => {
    desk.proxy.fail(({ action }) => (action === 'Query' ? fault : { kind: 'pass' }));
    await expect(causesOf(queue, 30)).rejects.toMatchObject({
      code: 'attempts-unavailable',
      message: expect.stringContaining(text),
    });
  });

  it('says what to set where no table is named', async () => {
    const ctx = { ...desk.freshContext(), state: null };
    await expect(readCauses({ ctx, input: { queue, request: {} } })).rejects.toMatchObject({
      code: 'attempts-unavailable',
      message: expect.stringContaining('REDRIVE_TABLE'),
    });
  });
});
