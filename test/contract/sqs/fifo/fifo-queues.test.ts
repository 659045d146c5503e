import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { redrivePolicy } from '#test/factories/dead-letters';
import {
  createFifoQueue,
  createQueue,
  type QueueAttributes,
  readAttribute,
  uniqueQueueName,
} from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const create = (QueueName: string, Attributes: QueueAttributes = {}) =>
  new CreateQueueCommand({ QueueName, Attributes });
const set = (QueueUrl: string, Attributes: QueueAttributes) =>
  new SetQueueAttributesCommand({ QueueUrl, Attributes });

describe('a FIFO queue: validation of its name', () => {
  it('must end in .fifo', async () => {
    const got = await refusal(contract, create(uniqueQueueName(), { FifoQueue: 'true' }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
  });

  it('may end in .fifo on a FIFO queue alone', async () => {
    const name = `${uniqueQueueName()}.fifo`;
    const got = await refusal(contract, create(name));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    await refusal(contract, new GetQueueUrlCommand({ QueueName: name }));
  });

  it('has 80 characters at most, the ending included', async () => {
    const name = `${uniqueQueueName().padEnd(75, 'z')}.fifo`;
    const { QueueUrl } = await contract.sqs.send(create(name, { FifoQueue: 'true' }));
    expect(QueueUrl?.endsWith(`/${name}`)).toBe(true);
    const got = await refusal(contract, create(`z${name}`, { FifoQueue: 'true' }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
  });
});

describe('a FIFO queue: attributes', () => {
  it('has those it was given', async () => {
    const attributes = {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'true',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    };
    const { url } = await createQueue(contract.sqs, attributes);
    const { Attributes } = await contract.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject(attributes);
  });

  it('tells its type, and takes no deduplication id from bodies unless told', async () => {
    const { url } = await createQueue(contract.sqs, { FifoQueue: 'true' });
    expect(await readAttribute(contract.sqs, url, 'FifoQueue')).toBe('true');
    expect(await readAttribute(contract.sqs, url, 'ContentBasedDeduplication')).toBe('false');
  });

  it('may turn content-based deduplication on later', async () => {
    const { url } = await createQueue(contract.sqs, { FifoQueue: 'true' });
    await contract.sqs.send(set(url, { ContentBasedDeduplication: 'true' }));
    expect(await readAttribute(contract.sqs, url, 'ContentBasedDeduplication')).toBe('true');
  });

  it('stays a FIFO queue', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    expect(await refusal(contract, set(url, { FifoQueue: 'false' }))).toEqual(
      wireError(
        'InvalidAttributeValue',
        'Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.',
      ),
    );
  });

  it.each([
    { DeduplicationScope: 'everything' },
    { FifoThroughputLimit: 'none' },
    { ContentBasedDeduplication: 'maybe' },
  ])('refuses %j', async (attributes) => {
    const { url } = await createFifoQueue(contract.sqs);
    expect((await refusal(contract, set(url, attributes))).status).toBe(400);
  });

  it.each([{ DeduplicationScope: 'queue' }, {}])(
    'refuses a throughput limit per message group with the scope of the queue: %j',
    async (scope) => {
      const attributes = { FifoThroughputLimit: 'perMessageGroupId', ...scope };
      const name = `${uniqueQueueName()}.fifo`;
      const created = await refusal(contract, create(name, { FifoQueue: 'true', ...attributes }));
      expect(created.status).toBe(400);
      const { url } = await createFifoQueue(contract.sqs);
      expect((await refusal(contract, set(url, attributes))).status).toBe(400);
    },
  );

  it('refuses the scope of the queue while the throughput limit is per message group', async () => {
    const { url } = await createFifoQueue(contract.sqs, {
      FifoThroughputLimit: 'perMessageGroupId',
      DeduplicationScope: 'messageGroup',
    });
    expect((await refusal(contract, set(url, { DeduplicationScope: 'queue' }))).status).toBe(400);
  });
});

describe('a standard queue does not take', () => {
  it.each(['FifoQueue', 'ContentBasedDeduplication'] as const)('%s, at its creation', async (name) => {
    expect(await refusal(contract, create(uniqueQueueName(), { [name]: 'false' }))).toEqual(
      wireError('InvalidAttributeName', `Unknown Attribute ${name}.`),
    );
  });

  it('FifoThroughputLimit', async () => {
    const got = await refusal(contract, create(uniqueQueueName(), { FifoThroughputLimit: 'perQueue' }));
    expect(got).toEqual(wireErrorOf('InvalidAttributeName', got));
  });
});

describe('source and dead-letter queue are of one type', () => {
  it.each([
    ['FIFO', 'standard'],
    ['standard', 'FIFO'],
  ])('a %s queue takes no %s queue for its dead letters', async (sourceType) => {
    const fifo = await createFifoQueue(contract.sqs);
    const standard = await createQueue(contract.sqs);
    const [source, target] = sourceType === 'FIFO' ? [fifo, standard] : [standard, fifo];
    const got = await refusal(contract, set(source.url, { RedrivePolicy: redrivePolicy(target.arn, 3) }));
    expect(got.status).toBe(400);
    expect(['InvalidParameterValueException', 'InvalidAttributeValue']).toContain(got.type);
  });
});
