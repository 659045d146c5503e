import {
  CreateQueueCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { createManualClock } from '../../core/manual-clock.ts';
import { type Engine, startEngine } from '../../engine.ts';

const clock = createManualClock();
let engine: Engine;
let sqs: SQSClient;

const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const urlOf = (name: string) => `${engine.endpoint}/000000000000/${name}`;

async function createPair(topic: string): Promise<{ source: string; deadLetters: string }> {
  const source = `${topic}.fifo`;
  const deadLetters = `${topic}-dead.fifo`;
  await sqs.send(new CreateQueueCommand({ QueueName: deadLetters, Attributes: { FifoQueue: 'true' } }));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 1 });
  await sqs.send(
    new CreateQueueCommand({ QueueName: source, Attributes: { FifoQueue: 'true', RedrivePolicy } }),
  );
  return { source, deadLetters };
}

const send = (name: string, group: string, body: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: urlOf(name),
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: `${group}-${body}`,
    }),
  );

async function receive(name: string, VisibilityTimeout: number, MaxNumberOfMessages = 10) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: urlOf(name),
      VisibilityTimeout,
      MaxNumberOfMessages,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages;
}

async function redrive(deadLetters: string) {
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(deadLetters) }));
  await clock.advance(2500);
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf(deadLetters) }));
  return Results[0];
}

beforeAll(async () => {
  engine = await startEngine({ port: 0, clock });
  sqs = new SQSClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  sqs.destroy();
  await engine.close();
});

it('moves in order of the group, with the old id as deduplication id', async () => {
  const { source, deadLetters } = await createPair('ordered');
  for (const body of ['a', 'b', 'c']) await send(source, 'g', body);
  const sent = await receive(source, 0);
  expect(await receive(source, 0)).toEqual([]);

  expect(await redrive(deadLetters)).toMatchObject({
    Status: 'COMPLETED',
    ApproximateNumberOfMessagesMoved: 3,
  });
  const back = await receive(source, 0);
  expect(back.map(({ Body }) => Body)).toEqual(['a', 'b', 'c']);
  expect(back.map(({ Attributes }) => Attributes?.['MessageDeduplicationId'])).toEqual(
    sent.map(({ MessageId }) => MessageId),
  );
  expect(back.map(({ Attributes }) => Attributes?.['MessageGroupId'])).toEqual(['g', 'g', 'g']);
});

it('waits for a held group without holding up another', async () => {
  const { source, deadLetters } = await createPair('held');
  for (const group of ['g1', 'g2']) for (const body of ['a', 'b']) await send(source, group, body);
  await receive(source, 0);
  await receive(source, 0);
  const [held] = await receive(deadLetters, 60, 1);
  expect(held?.Attributes?.['MessageGroupId']).toBe('g1');

  expect(await redrive(deadLetters)).toMatchObject({
    Status: 'RUNNING',
    ApproximateNumberOfMessagesMoved: 2,
  });
  expect((await receive(source, 0)).map(({ Attributes }) => Attributes?.['MessageGroupId'])).toEqual([
    'g2',
    'g2',
  ]);
  await clock.advance(60_000);
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf(deadLetters) }));
  expect(Results[0]).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 4 });
});

it('loses to a deduplication id that the destination remembers, and does not count it', async () => {
  const { source, deadLetters } = await createPair('swallowed');
  await send(source, 'g', 'a');
  const [sent] = await receive(source, 0);
  await receive(source, 0);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: urlOf(source),
      MessageBody: 'in its place',
      MessageGroupId: 'g',
      MessageDeduplicationId: sent?.MessageId,
    }),
  );
  expect(await redrive(deadLetters)).toMatchObject({
    Status: 'COMPLETED',
    ApproximateNumberOfMessagesMoved: 0,
    ApproximateNumberOfMessagesToMove: 1,
  });
  expect(await receive(deadLetters, 0)).toEqual([]);
  expect((await receive(source, 0)).map(({ Body }) => Body)).toEqual(['in its place']);
});
