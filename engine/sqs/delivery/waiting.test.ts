import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { createManualClock, type ManualClock } from '../../core/manual-clock.ts';
import { type Engine, startEngine } from '../../engine.ts';

let clock: ManualClock;
let engine: Engine;
let sqs: SQSClient;

beforeEach(async () => {
  clock = createManualClock();
  engine = await startEngine({ port: 0, clock });
  sqs = new SQSClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterEach(async () => {
  sqs.destroy();
  await engine.close();
});

async function createQueue(name: string): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  return QueueUrl;
}

const wait = (QueueUrl: string, abortSignal?: AbortSignal) =>
  sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20, MessageSystemAttributeNames: ['All'] }),
    abortSignal ? { abortSignal } : {},
  );
const send = (QueueUrl: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));

/** Requests on one connection each, so a later request that was answered says nothing of an earlier one: ask a few times. */
async function arrived(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl: await createQueue('arrivals') }));
  }
}

async function inFlight(QueueUrl: string): Promise<string | undefined> {
  const AttributeNames = ['ApproximateNumberOfMessagesNotVisible' as const];
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Attributes?.['ApproximateNumberOfMessagesNotVisible'];
}

it('serves waiting receives in the order in which they came', async () => {
  const url = await createQueue('fair');
  const first = wait(url);
  await arrived();
  const second = wait(url);
  await arrived();
  await send(url, 'one');
  await send(url, 'two');
  expect((await first).Messages?.[0]?.Body).toBe('one');
  expect((await second).Messages?.[0]?.Body).toBe('two');
});

it('gives nothing to a receive that hung up', async () => {
  const url = await createQueue('hung-up');
  const controller = new AbortController();
  const gone = wait(url, controller.signal);
  await arrived();
  controller.abort();
  await expect(gone).rejects.toThrow(/abort/i);
  await arrived();
  await send(url, 'one');
  expect(await inFlight(url)).toBe('0');
});

it('ends empty when its time is over, or its queue goes away', async () => {
  const url = await createQueue('over');
  const timed = wait(url);
  await arrived();
  await clock.advance(20_000);
  expect((await timed).Messages).toBeUndefined();

  const orphan = wait(url);
  await arrived();
  await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
  expect((await orphan).Messages).toBeUndefined();
});

it('ends empty at once when the engine closes, kept-alive connections or not', async () => {
  const url = await createQueue('closing');
  const waiting = wait(url);
  await arrived();
  await engine.close();
  expect((await waiting).Messages).toBeUndefined();
});

it('comes to rest with two queues that dead-letter into each other and are both waited on', async () => {
  const urls = [await createQueue('ping'), await createQueue('pong')];
  for (const [url, other] of [
    [urls[0], 'pong'],
    [urls[1], 'ping'],
  ]) {
    const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:${other}`;
    await sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: url,
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }) },
      }),
    );
  }
  const [ping = '', pong = ''] = urls;
  await send(ping, 'restless');
  await sqs.send(new ReceiveMessageCommand({ QueueUrl: ping, VisibilityTimeout: 1 }));
  const waiting = [wait(ping), wait(pong)];
  await arrived();
  await clock.advance(1100);
  await clock.advance(20_000);
  const answers = await Promise.all(waiting);
  expect(answers.map(({ Messages }) => Messages)).toEqual([undefined, undefined]);
});
