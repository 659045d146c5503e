import {
  GetQueueAttributesCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, sendMany, sendOne } from '#test/factories/message';
import { createQueue, readAttribute } from '#test/factories/queue';
import { settledDepth } from '../../support/depth.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const get = (QueueUrl: string, ...names: string[]) =>
  new GetQueueAttributesCommand({ QueueUrl, AttributeNames: names as QueueAttributeName[] });
const set = (QueueUrl: string, Attributes: Record<string, string>) =>
  new SetQueueAttributesCommand({ QueueUrl, Attributes });

describe('GetQueueAttributes: wire', () => {
  it('sends every value as a string, under the names asked for', async () => {
    const queue = await createQueue(contract.sqs, { DelaySeconds: '3' });
    const reply = await successReply(contract, get(queue.url, 'DelaySeconds', 'QueueArn'));
    expect(reply.json).toEqual({ Attributes: { DelaySeconds: '3', QueueArn: queue.arn } });
  });

  it.each([
    ['no names', []],
    ['a name the queue has no value for', ['RedrivePolicy']],
  ])('sends no attribute for %s', async (_, names) => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, get(queue.url, ...names));
    expect(reply.json['Attributes'] ?? {}).toEqual({});
  });
});

describe('GetQueueAttributes: validation', () => {
  it('refuses a name SQS does not know', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, get(queue.url, 'QueueArn', 'Foo'))).toEqual(
      wireError('InvalidAttributeName', 'Unknown Attribute Foo.'),
    );
  });
});

describe('GetQueueAttributes: behaviour', () => {
  it('counts messages by state', async () => {
    const queue = await createQueue(contract.sqs);
    await sendMany(contract.sqs, queue.url, 6);
    await sendOne(contract.sqs, queue.url, { DelaySeconds: 60 });
    await sendOne(contract.sqs, queue.url, { DelaySeconds: 60 });
    await contract.until(
      () => receive(contract.sqs, queue.url, { MaxNumberOfMessages: 1 }),
      (messages) => messages.length === 1,
    );

    const expected = { visible: 5, inFlight: 1, delayed: 2 };
    expect(await settledDepth(contract, queue.url, expected)).toEqual(expected);
  });
});

describe('SetQueueAttributes: wire', () => {
  it('answers 200 without content', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, set(queue.url, { DelaySeconds: '2' }));
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({});
  });
});

describe('SetQueueAttributes: validation', () => {
  it.each(['FifoQueue', 'ContentBasedDeduplication'])(
    'does not know %s on a standard queue',
    async (name) => {
      const queue = await createQueue(contract.sqs);
      expect(await refusal(contract, set(queue.url, { [name]: 'true' }))).toEqual(
        wireError('InvalidAttributeName', `Unknown Attribute ${name}.`),
      );
    },
  );

  it('refuses a name SQS does not know', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, set(queue.url, { Foo: '1' }))).toEqual(
      wireError('InvalidAttributeName', 'Unknown Attribute Foo.'),
    );
  });

  it('refuses a FIFO-only attribute', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, set(queue.url, { DeduplicationScope: 'queue' }))).toEqual(
      wireError(
        'InvalidAttributeName',
        'You can specify the DeduplicationScope only when FifoQueue is set to true.',
      ),
    );
  });

  it.each([
    ['VisibilityTimeout', '43201'],
    ['MessageRetentionPeriod', '59'],
    ['DelaySeconds', '901'],
    ['MaximumMessageSize', '1023'],
    ['ReceiveMessageWaitTimeSeconds', '21'],
    ['VisibilityTimeout', ''],
  ])('refuses %s = "%s"', async (name, value) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, set(queue.url, { [name]: value }));
    expect(got).toEqual(wireErrorOf('InvalidAttributeValue', got));
  });

  it('changes nothing when one of several attributes is refused', async () => {
    const queue = await createQueue(contract.sqs);
    await refusal(contract, set(queue.url, { DelaySeconds: '9', VisibilityTimeout: '43201' }));
    await refusal(contract, set(queue.url, { VisibilityTimeout: '43201', DelaySeconds: '9' }));
    expect(await readAttribute(contract.sqs, queue.url, 'DelaySeconds')).toBe('0');
  });
});

describe('SetQueueAttributes: behaviour', () => {
  it('changes what it names and leaves the rest', async () => {
    const queue = await createQueue(contract.sqs, { DelaySeconds: '3', VisibilityTimeout: '40' });
    await contract.sqs.send(set(queue.url, { VisibilityTimeout: '50' }));
    expect(await readAttribute(contract.sqs, queue.url, 'VisibilityTimeout')).toBe('50');
    expect(await readAttribute(contract.sqs, queue.url, 'DelaySeconds')).toBe('3');
  });

  it('moves LastModifiedTimestamp, not CreatedTimestamp', async () => {
    const queue = await createQueue(contract.sqs);
    const created = await readAttribute(contract.sqs, queue.url, 'CreatedTimestamp');
    await contract.pass(2_000);
    await contract.sqs.send(set(queue.url, { DelaySeconds: '1' }));
    expect(await readAttribute(contract.sqs, queue.url, 'CreatedTimestamp')).toBe(created);
    const modified = await readAttribute(contract.sqs, queue.url, 'LastModifiedTimestamp');
    expect(Number(modified)).toBeGreaterThanOrEqual(Number(created) + 2);
  });

  it('applies a new visibility timeout to later receives only', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '8' });
    await sendOne(contract.sqs, queue.url);
    await receive(contract.sqs, queue.url);
    await contract.sqs.send(set(queue.url, { VisibilityTimeout: '2' }));

    await contract.pass(5_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
    await contract.pass(3_500);
    expect(await receive(contract.sqs, queue.url)).toHaveLength(1);
    await contract.pass(2_500);
    expect(await receive(contract.sqs, queue.url)).toHaveLength(1);
  });
});
