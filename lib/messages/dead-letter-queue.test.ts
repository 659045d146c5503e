import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeadLetterPair, redrivePolicy } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { receiveOne } from '#test/factories/message';
import { createQueue, uniqueQueueName } from '#test/factories/queue';
import { admitQueue, requireDeadLetterQueue } from './dead-letter-queue.ts';
import { toScannedMessage } from './scanned-message.ts';

const [failed, records] = [uniqueQueueName('failed'), uniqueQueueName('records')];
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
      eventInvoke: {
        maximumRetryAttempts: 0,
        onFailure: `arn:aws:sqs:us-east-1:000000000000:${records}`,
      },
    },
  ],
});

afterEach(() => desk.proxy.heal());

const lookAt = (name: string) => requireDeadLetterQueue({ ctx: desk.ctx, input: { name } });

describe('requireDeadLetterQueue', () => {
  it('lets a dead-letter queue through', async () => {
    const { deadLetters } = await createDeadLetterPair(desk.sqs);
    expect(await lookAt(deadLetters.name)).toMatchObject({ name: deadLetters.name, redrivePolicy: null });
  });

  it('refuses a source, and says where to look instead', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    const refusal = lookAt(source.name);
    await expect(refusal).rejects.toMatchObject({ code: 'receive-would-count' });
    await expect(refusal).rejects.toThrow(`moves a message to ${deadLetters.name} after 3 receives`);
  });

  it('refuses a dead-letter queue that has a redrive policy of its own', async () => {
    const last = await createQueue(desk.sqs);
    const { deadLetters } = await createDeadLetterPair(desk.sqs, {
      deadLetterAttributes: { RedrivePolicy: redrivePolicy(last.arn, 5) },
    });
    await expect(lookAt(deadLetters.name)).rejects.toMatchObject({ code: 'receive-would-count' });
  });

  it('refuses a queue that is nobody’s dead-letter queue', async () => {
    const { name } = await createQueue(desk.sqs);
    await expect(lookAt(name)).rejects.toMatchObject({ code: 'not-a-dead-letter-queue' });
    await expect(lookAt('gone')).rejects.toMatchObject({ code: 'queue-not-found' });
    await expect(lookAt('no/such/name')).rejects.toMatchObject({ code: 'queue-not-found' });
  });
});

describe('a queue that takes what a function could not be run with', () => {
  it.each([failed, records])('is let through: %s', async (QueueName) => {
    await desk.sqs.send(new CreateQueueCommand({ QueueName }));
    expect(await lookAt(QueueName)).toMatchObject({ name: QueueName });
  });

  it('may be one, and is refused with what to allow, where functions may not be listed', async () => {
    const { name } = await createQueue(desk.sqs);
    desk.proxy.fail(({ action }) =>
      action.startsWith('GET /2015-03-31/functions')
        ? { kind: 'answer', status: 403, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    const refusal = requireDeadLetterQueue({ ctx: desk.freshContext(), input: { name } });
    await expect(refusal).rejects.toMatchObject({ code: 'not-a-dead-letter-queue' });
    await expect(refusal).rejects.toThrow('lambda:ListFunctions');
  });

  it('tells the invocation in each of its messages', async () => {
    const answer = await desk.ctx.aws.lambda.send(
      new InvokeCommand({ FunctionName: 'charge', InvocationType: 'Event', Payload: Buffer.from('{"n":1}') }),
    );
    const read = async (name: string) => {
      const queue = await lookAt(name);
      const message = await receiveOne(desk.sqs, queue.url, { WaitTimeSeconds: 20 });
      return toScannedMessage(message, queue).invocation;
    };
    const common = {
      requestId: answer.$metadata.requestId,
      errorCode: '200',
      errorMessage: 'card 4242 declined',
    };
    expect(await read(failed)).toEqual({ ...common, functionName: null, condition: null });
    expect(await read(records)).toEqual({
      ...common,
      functionName: 'charge',
      condition: 'RetriesExhausted',
    });
  });
});

describe('admitQueue', () => {
  it('lets any queue through once somebody has said yes', async () => {
    const { source } = await createDeadLetterPair(desk.sqs);
    const look = (confirm: boolean) => admitQueue({ ctx: desk.ctx, input: { name: source.name, confirm } });
    await expect(look(false)).rejects.toMatchObject({ code: 'receive-would-count' });
    expect(await look(true)).toMatchObject({ queue: { name: source.name } });
  });
});

describe('receiving', () => {
  it('is done to nothing but what this file has let through', () => {
    const files = globSync('{app,components,functions,lib}/**/*.{ts,tsx}').filter(
      (file) => !file.includes('.test.'),
    );
    const receiving = files.filter((file) => readFileSync(file, 'utf8').includes('ReceiveMessageCommand'));
    expect(receiving).toEqual(['lib/messages/receive-messages.ts']);
    expect(readFileSync('lib/messages/receive-messages.ts', 'utf8')).toMatch(/queue: DeadLetterQueue\b/);
    const admitting = files.filter((file) => readFileSync(file, 'utf8').includes('as DeadLetterQueue'));
    expect(admitting).toEqual(['lib/messages/dead-letter-queue.ts']);
  });
});
