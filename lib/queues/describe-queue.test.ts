import { fileURLToPath } from 'node:url';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/context';
import { openDesk } from '#test/factories/desk';
import { createQueue, uniqueQueueName } from '#test/factories/queue';
import { describeQueue } from './describe-queue.ts';
import { listQueues } from './list-queues.ts';

const failed = uniqueQueueName('failed');
const desk = openDesk({
  functions: [
    {
      name: 'charge',
      entry: fileURLToPath(new URL('../../test/fixtures/functions/fails.ts', import.meta.url)),
      handler: 'throws',
      timeoutSeconds: 3,
      memoryMb: 128,
      environment: {},
      deadLetterQueue: failed,
    },
  ],
});
afterEach(() => desk.proxy.heal());

/** What Lambda is asked besides may come a poll later on a busy machine. */
const PATIENCE = { timeout: 10_000 };

const read = async (ctx: Context, name: string) => {
  const { deadLetterFunctions, findings, unavailable } = await describeQueue({ ctx, input: { name } });
  const { queues } = await listQueues({ ctx });
  const listed = queues.find((queue) => queue.name === name);
  return {
    deadLetterFunctions,
    listed: listed?.deadLetterFunctions,
    counts: listed?.findings,
    rules: findings.map(({ rule }) => rule),
    unavailable: unavailable.map(({ part, code }) => `${part} ${code}`),
  };
};

describe('a queue that takes what a function could not be run with', () => {
  it('says so, in the detail as in the list, and is judged as a dead-letter queue', async () => {
    const name = failed;
    await desk.sqs.send(new CreateQueueCommand({ QueueName: name }));
    await expect
      .poll(() => read(desk.freshContext(), name), PATIENCE)
      .toEqual({
        deadLetterFunctions: ['charge'],
        listed: ['charge'],
        counts: { danger: 0, warning: 0, notice: 1 },
        rules: ['no-alarm'],
        unavailable: [],
      });
  });

  it('is not found among others', async () => {
    const { name } = await createQueue(desk.sqs);
    expect(await read(desk.freshContext(), name)).toMatchObject({
      deadLetterFunctions: [],
      rules: ['no-consumer', 'no-dead-letter-queue'],
    });
  });

  it('cannot be told where functions may not be listed: the detail says what to allow', async () => {
    desk.proxy.fail(({ action }) =>
      action.startsWith('GET /2015-03-31/functions')
        ? { kind: 'answer', status: 403, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    expect(await read(desk.freshContext(), failed)).toMatchObject({
      deadLetterFunctions: [],
      unavailable: ['deadLetterFunctions access-denied'],
    });
  });
});
