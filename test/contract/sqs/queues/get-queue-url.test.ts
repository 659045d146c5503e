import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { missingParameter, refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

describe('GetQueueUrl: wire', () => {
  it('sends QueueUrl and nothing else', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, new GetQueueUrlCommand({ QueueName: queue.name }));
    expect(reply.json).toEqual({ QueueUrl: queue.url });
  });
});

describe('GetQueueUrl: validation', () => {
  it('wants a QueueName', async () => {
    const got = await refusal(contract, new GetQueueUrlCommand({ QueueName: undefined }));
    expect(got).toEqual(missingParameter('QueueName'));
  });
});

describe('GetQueueUrl: behaviour', () => {
  it('tells names apart that differ in case', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, new GetQueueUrlCommand({ QueueName: queue.name.toUpperCase() }))).toEqual(
      wireError('QueueDoesNotExist', 'The specified queue does not exist.'),
    );
  });

  it('finds the queue under the account of its ARN', async () => {
    const queue = await createQueue(contract.sqs);
    const account = queue.arn.split(':')[4];
    const { QueueUrl } = await contract.sqs.send(
      new GetQueueUrlCommand({ QueueName: queue.name, QueueOwnerAWSAccountId: account }),
    );
    expect(QueueUrl).toBe(queue.url);
  });

  it('does not find it under another account', async () => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(
      contract,
      new GetQueueUrlCommand({ QueueName: queue.name, QueueOwnerAWSAccountId: '123456789013' }),
    );
    expect(got.status).toBe(400);
  });
});
