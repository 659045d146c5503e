import { CreateQueueCommand, GetQueueAttributesCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createQueue, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { mediaTypeOf, requestIdOf, successReply } from '../../support/exchange.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
  new CreateQueueCommand({ QueueName, Attributes });

const attributesOf = async (QueueUrl: string) => {
  const { Attributes = {} } = await contract.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return Attributes;
};

describe('CreateQueue: wire', () => {
  it('answers with the queue URL, which ends in account and name', async () => {
    const name = uniqueQueueName();
    const reply = await successReply(contract, create(name));

    expect(reply.status).toBe(200);
    expect(mediaTypeOf(reply)).toBe('application/x-amz-json-1.0');
    expect(requestIdOf(reply)).toBeTruthy();
    expect(Object.keys(reply.json)).toEqual(['QueueUrl']);
    expect(reply.json['QueueUrl']).toMatch(new RegExp(`/\\d{12}/${name}$`));
  });
});

describe('CreateQueue: validation', () => {
  it.each([
    ['empty', ''],
    ['of 81 characters', 'a'.repeat(81)],
    ['with a space', 'two words'],
    ['with a slash', 'a/b'],
    ['with a letter outside ASCII', 'wärteschlange'],
    ['with a dot', 'queue.standard'],
  ])('refuses a name %s', async (_, name) => {
    const got = await refusal(contract, create(name));
    expect(['InvalidParameterValueException', 'MissingRequiredParameterException']).toContain(got.type);
    expect(got.status).toBe(400);
  });

  it('takes a name of 80 characters, hyphens and underscores', async () => {
    const name = `${uniqueQueueName('_-')}${'z'.repeat(80)}`.slice(0, 80);
    const { QueueUrl } = await contract.sqs.send(create(name));
    expect(QueueUrl?.endsWith(`/${name}`)).toBe(true);
  });

  it('refuses an attribute SQS does not have', async () => {
    expect(await refusal(contract, create(uniqueQueueName(), { Foo: '1' }))).toEqual(
      wireError('InvalidAttributeName', 'Unknown Attribute Foo.'),
    );
  });

  it('refuses a FIFO-only attribute on a standard queue', async () => {
    expect(
      await refusal(contract, create(uniqueQueueName(), { DeduplicationScope: 'messageGroup' })),
    ).toEqual(
      wireError(
        'InvalidAttributeName',
        'You can specify the DeduplicationScope only when FifoQueue is set to true.',
      ),
    );
  });

  it.each([
    ['VisibilityTimeout', '-1'],
    ['VisibilityTimeout', '43201'],
    ['VisibilityTimeout', 'soon'],
    ['MessageRetentionPeriod', '59'],
    ['MessageRetentionPeriod', '1209601'],
    ['DelaySeconds', '-1'],
    ['DelaySeconds', '901'],
    ['MaximumMessageSize', '1023'],
    ['MaximumMessageSize', '1048577'],
    ['ReceiveMessageWaitTimeSeconds', '-1'],
    ['ReceiveMessageWaitTimeSeconds', '21'],
    ['ReceiveMessageWaitTimeSeconds', '1.5'],
  ])('refuses %s = %s', async (attribute, value) => {
    const got = await refusal(contract, create(uniqueQueueName(), { [attribute]: value }));
    expect(got).toEqual(wireErrorOf('InvalidAttributeValue', got));
    expect(got.message).toContain(attribute);
  });

  it('leaves no queue behind when it refuses', async () => {
    const name = uniqueQueueName();
    await refusal(contract, create(name, { DelaySeconds: '901' }));
    await expect(contract.sqs.send(create(name, { DelaySeconds: '7' }))).resolves.toHaveProperty('QueueUrl');
  });
});

describe('CreateQueue: behaviour', () => {
  it('gives every attribute its default', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await attributesOf(queue.url)).toMatchObject({
      VisibilityTimeout: '30',
      DelaySeconds: '0',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      ReceiveMessageWaitTimeSeconds: '0',
      SqsManagedSseEnabled: 'true',
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      ApproximateNumberOfMessagesDelayed: '0',
      QueueArn: expect.stringMatching(new RegExp(`^arn:aws:sqs:[a-z0-9-]+:\\d{12}:${queue.name}$`)),
    });
  });

  it('keeps the attributes it was given, at both ends of their bounds', async () => {
    const lowest = {
      VisibilityTimeout: '0',
      MessageRetentionPeriod: '60',
      DelaySeconds: '0',
      MaximumMessageSize: '1024',
      ReceiveMessageWaitTimeSeconds: '0',
    };
    const highest = {
      VisibilityTimeout: '43200',
      MessageRetentionPeriod: '1209600',
      DelaySeconds: '900',
      MaximumMessageSize: '1048576',
      ReceiveMessageWaitTimeSeconds: '20',
    };
    for (const attributes of [lowest, highest]) {
      const queue = await createQueue(contract.sqs, attributes);
      expect(await attributesOf(queue.url)).toMatchObject(attributes);
    }
  });

  it('turns the managed encryption off when a KMS key is given', async () => {
    const queue = await createQueue(contract.sqs, { KmsMasterKeyId: 'alias/orders' });
    expect(await attributesOf(queue.url)).toMatchObject({
      KmsMasterKeyId: 'alias/orders',
      SqsManagedSseEnabled: 'false',
    });
  });

  it('answers the same URL for the same name and attributes', async () => {
    const name = uniqueQueueName();
    const first = await contract.sqs.send(create(name, { DelaySeconds: '5' }));
    const again = await contract.sqs.send(create(name, { DelaySeconds: '5' }));
    const withoutAttributes = await contract.sqs.send(create(name));
    expect(again.QueueUrl).toBe(first.QueueUrl);
    expect(withoutAttributes.QueueUrl).toBe(first.QueueUrl);
  });

  it('refuses the same name with another value of an attribute', async () => {
    const name = uniqueQueueName();
    await contract.sqs.send(create(name, { DelaySeconds: '5' }));
    expect(await refusal(contract, create(name, { DelaySeconds: '6' }))).toEqual(
      wireError(
        'QueueNameExists',
        'A queue already exists with the same name and a different value for attribute DelaySeconds',
      ),
    );
  });

  it('stores the tags it was given', async () => {
    const { QueueUrl } = await contract.sqs.send(
      new CreateQueueCommand({ QueueName: uniqueQueueName(), tags: { Environment: 'test', team: '' } }),
    );
    const { Tags } = await contract.sqs.send(new ListQueueTagsCommand({ QueueUrl }));
    expect(Tags).toEqual({ Environment: 'test', team: '' });
  });

  it('stamps the creation in epoch seconds', async () => {
    const before = Math.floor(contract.nowMs() / 1_000);
    const queue = await createQueue(contract.sqs);
    const { CreatedTimestamp, LastModifiedTimestamp } = await attributesOf(queue.url);
    expect(Math.abs(Number(CreatedTimestamp) - before)).toBeLessThanOrEqual(5);
    expect(LastModifiedTimestamp).toBe(CreatedTimestamp);
  });
});
