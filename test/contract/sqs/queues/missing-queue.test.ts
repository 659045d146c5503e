import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { exchange, mediaTypeOf, requestIdOf, type SqsCommand } from '../../support/exchange.ts';
import { missingParameter, refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const missing = wireError('QueueDoesNotExist', 'The specified queue does not exist.');
const ReceiptHandle = 'handle';

const actions: [string, (QueueUrl: string) => SqsCommand][] = [
  ['DeleteQueue', (QueueUrl) => new DeleteQueueCommand({ QueueUrl })],
  ['GetQueueAttributes', (QueueUrl) => new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })],
  [
    'SetQueueAttributes',
    (QueueUrl) => new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: '1' } }),
  ],
  ['ListDeadLetterSourceQueues', (QueueUrl) => new ListDeadLetterSourceQueuesCommand({ QueueUrl })],
  ['PurgeQueue', (QueueUrl) => new PurgeQueueCommand({ QueueUrl })],
  ['TagQueue', (QueueUrl) => new TagQueueCommand({ QueueUrl, Tags: { a: 'b' } })],
  ['UntagQueue', (QueueUrl) => new UntagQueueCommand({ QueueUrl, TagKeys: ['a'] })],
  ['ListQueueTags', (QueueUrl) => new ListQueueTagsCommand({ QueueUrl })],
  ['SendMessage', (QueueUrl) => new SendMessageCommand({ QueueUrl, MessageBody: 'x' })],
  [
    'SendMessageBatch',
    (QueueUrl) => new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'x' }] }),
  ],
  ['ReceiveMessage', (QueueUrl) => new ReceiveMessageCommand({ QueueUrl })],
  ['DeleteMessage', (QueueUrl) => new DeleteMessageCommand({ QueueUrl, ReceiptHandle })],
  [
    'DeleteMessageBatch',
    (QueueUrl) => new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', ReceiptHandle }] }),
  ],
  [
    'ChangeMessageVisibility',
    (QueueUrl) => new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 1 }),
  ],
  [
    'ChangeMessageVisibilityBatch',
    (QueueUrl) =>
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [{ Id: 'a', ReceiptHandle, VisibilityTimeout: 1 }],
      }),
  ],
];

describe('a queue that does not exist', () => {
  it.each(actions)('%s says so', async (_, command) => {
    const url = new URL(`/000000000000/${uniqueQueueName()}`, contract.endpoint).href;
    expect(await refusal(contract, command(url))).toEqual(missing);
  });

  it('GetQueueUrl says so', async () => {
    expect(await refusal(contract, new GetQueueUrlCommand({ QueueName: uniqueQueueName() }))).toEqual(
      missing,
    );
  });

  it('names the error with the namespace of the service', async () => {
    const result = await exchange(contract, new GetQueueUrlCommand({ QueueName: uniqueQueueName() }));
    expect(result.reply.json).toEqual({
      __type: 'com.amazonaws.sqs#QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
    expect(mediaTypeOf(result.reply)).toBe('application/x-amz-json-1.0');
    expect(requestIdOf(result.reply)).toBeTruthy();
  });
});

describe('a request without QueueUrl', () => {
  it.each(actions)('%s names the parameter', async (_, command) => {
    const incomplete = command('');
    delete (incomplete.input as { QueueUrl?: string }).QueueUrl;
    expect(await refusal(contract, incomplete)).toEqual(missingParameter('QueueUrl'));
  });
});
