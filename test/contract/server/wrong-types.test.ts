import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive } from '#test/factories/message';
import { createQueue, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../support/endpoint.ts';
import { faultsOfRefusal, post } from '../support/post.ts';

const contract = contractEndpoint();

/** Stands for 1e400, which JSON can say and JSON.stringify cannot. */
const INFINITE = 'infinite';

/** A member with a value of a type it cannot have; `QueueUrl` is filled in unless the case gives one. */
const cases: [string, Record<string, unknown>][] = [
  ['CreateQueue', { QueueName: 7 }],
  ['CreateQueue', { QueueName: ['a'] }],
  ['CreateQueue', { QueueName: null }],
  ['CreateQueue', { QueueName: 'ok', Attributes: 'DelaySeconds=1' }],
  ['CreateQueue', { QueueName: 'ok', Attributes: { DelaySeconds: { value: 1 } } }],
  ['CreateQueue', { QueueName: 'ok', tags: ['a'] }],
  ['GetQueueUrl', { QueueName: {} }],
  ['GetQueueAttributes', { QueueUrl: 5 }],
  ['GetQueueAttributes', { QueueUrl: { a: 1 } }],
  ['GetQueueAttributes', { AttributeNames: 'All' }],
  ['GetQueueAttributes', { AttributeNames: [1] }],
  ['GetQueueAttributes', { AttributeNames: ['toString'] }],
  ['SetQueueAttributes', { Attributes: null }],
  ['SetQueueAttributes', { Attributes: [] }],
  ['SetQueueAttributes', { Attributes: { constructor: '1' } }],
  ['ListQueues', { MaxResults: 'ten' }],
  ['TagQueue', { Tags: 'a=b' }],
  ['UntagQueue', { TagKeys: { 0: 'a' } }],
  ['SendMessage', { MessageBody: { json: true } }],
  ['SendMessage', { MessageBody: 42 }],
  ['SendMessage', { MessageBody: 'x', DelaySeconds: 'soon' }],
  ['SendMessage', { MessageBody: 'x', DelaySeconds: 1.5 }],
  ['SendMessage', { MessageBody: 'x', MessageAttributes: [] }],
  ['SendMessage', { MessageBody: 'x', MessageAttributes: { a: 'text' } }],
  ['SendMessage', { MessageBody: 'x', MessageAttributes: { a: null } }],
  ['SendMessage', { MessageBody: 'x', MessageAttributes: { a: { DataType: 'String', StringValue: 7 } } }],
  ['SendMessage', { MessageBody: 'x', MessageAttributes: { a: { DataType: 'Binary', BinaryValue: '*' } } }],
  ['SendMessage', { MessageBody: 'x', MessageAttributes: { a: { DataType: 'Binary', BinaryValue: [1] } } }],
  ['SendMessageBatch', { Entries: { Id: 'a', MessageBody: 'x' } }],
  ['SendMessageBatch', { Entries: 'all' }],
  ['SendMessageBatch', { Entries: [null] }],
  ['SendMessageBatch', { Entries: [[]] }],
  ['SendMessageBatch', { Entries: [{ Id: 1, MessageBody: 'x' }] }],
  ['SendMessageBatch', { Entries: [{ MessageBody: 'no id' }] }],
  ['SendMessageBatch', { Entries: [{ Id: 'a', MessageBody: null }] }],
  ['ReceiveMessage', { MaxNumberOfMessages: 'many' }],
  ['ReceiveMessage', { MaxNumberOfMessages: 1.5 }],
  ['ReceiveMessage', { MaxNumberOfMessages: [] }],
  ['ReceiveMessage', { WaitTimeSeconds: {} }],
  ['ReceiveMessage', { VisibilityTimeout: INFINITE }],
  ['ReceiveMessage', { VisibilityTimeout: true }],
  ['ReceiveMessage', { MessageAttributeNames: 'All' }],
  ['ReceiveMessage', { MessageAttributeNames: [{}] }],
  ['DeleteMessage', { ReceiptHandle: 7 }],
  ['DeleteMessage', { ReceiptHandle: ['a'] }],
  ['DeleteMessageBatch', { Entries: [7] }],
  ['DeleteMessageBatch', { Entries: [{ Id: 'a' }] }],
  ['ChangeMessageVisibility', { ReceiptHandle: 'x', VisibilityTimeout: '∞' }],
  ['ChangeMessageVisibilityBatch', { Entries: [{ Id: 'a', ReceiptHandle: {} }] }],
  ['StartMessageMoveTask', { SourceArn: 5 }],
  ['StartMessageMoveTask', { SourceArn: 'x', MaxNumberOfMessagesPerSecond: 'fast' }],
  ['ListMessageMoveTasks', { SourceArn: [] }],
  ['CancelMessageMoveTask', { TaskHandle: {} }],
];

describe('a member of the wrong type', () => {
  it.each(cases)('%s %j is refused, and nothing happens', async (action, input) => {
    const queue = await createQueue(contract.sqs);
    const body = JSON.stringify({ QueueUrl: queue.url, ...input }).replace(`"${INFINITE}"`, '1e400');
    const reply = await post(contract, { target: `AmazonSQS.${action}`, body });
    const failedEntries = reply.status === 200 && (reply.json['Failed'] as unknown[] | undefined)?.length;
    expect(failedEntries ? [] : faultsOfRefusal(reply)).toEqual([]);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });
});

describe('names that JavaScript objects have of their own', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
    '%s is a fine queue name',
    async (word) => {
      const body = { QueueName: `${word}-${uniqueQueueName()}`.slice(0, 80) };
      const { status, json } = await post(contract, { target: 'AmazonSQS.CreateQueue', body });
      expect(status).toBe(200);
      await contract.sqs.send(new DeleteQueueCommand({ QueueUrl: String(json['QueueUrl']) }));
      const bare = await post(contract, { target: 'AmazonSQS.GetQueueUrl', body: { QueueName: word } });
      expect(bare.json['__type']).toBe('com.amazonaws.sqs#QueueDoesNotExist');
    },
  );

  it.each(['__proto__', 'constructor'])('%s is a fine tag key', async (key) => {
    const queue = await createQueue(contract.sqs);
    const body = `{"QueueUrl":${JSON.stringify(queue.url)},"Tags":{"${key}":"v"}}`;
    expect((await post(contract, { target: 'AmazonSQS.TagQueue', body })).status).toBe(200);
    const { text } = await post(contract, {
      target: 'AmazonSQS.ListQueueTags',
      body: { QueueUrl: queue.url },
    });
    expect(text).toContain(`"${key}":"v"`);
    expect(({} as Record<string, unknown>)['v']).toBeUndefined();
  });
});

describe('text that is no text', () => {
  it('lone surrogates are refused or kept, and never break the server', async () => {
    const queue = await createQueue(contract.sqs);
    const body = `{"QueueUrl":${JSON.stringify(queue.url)},"MessageBody":"a\\ud800b"}`;
    const reply = await post(contract, { target: 'AmazonSQS.SendMessage', body });
    expect(reply.status).toBe(400);
    expect(reply.json['__type']).toMatch(/#InvalidMessageContents$/);
  });
});
