import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, sendOne } from '#test/factories/message';
import { createQueue, readDepth, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';
import { successReply } from '../../support/exchange.ts';
import { missingParameter, refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const RECREATE_AFTER_MS = 60_000;
const wholeLock = lasting(RECREATE_AFTER_MS);
const tooEarly = wireError(
  'QueueDeletedRecently',
  'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
);

describe('DeleteQueue: wire', () => {
  it('answers 200', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, new DeleteQueueCommand({ QueueUrl: queue.url }));
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({});
  });
});

describe('DeleteQueue: validation', () => {
  it('wants a QueueUrl', async () => {
    expect(await refusal(contract, new DeleteQueueCommand({ QueueUrl: undefined }))).toEqual(
      missingParameter('QueueUrl'),
    );
  });
});

describe('DeleteQueue: behaviour', () => {
  it('takes the queue out of GetQueueUrl and ListQueues', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));

    expect(await refusal(contract, new GetQueueUrlCommand({ QueueName: queue.name }))).toEqual(
      wireError('QueueDoesNotExist', 'The specified queue does not exist.'),
    );
    const { QueueUrls = [] } = await contract.sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: queue.name }),
    );
    expect(QueueUrls).toEqual([]);
  });

  it.runIf(wholeLock.holds)(
    `keeps the name locked for 60 seconds, not longer${wholeLock.unless}`,
    async () => {
      const queue = await createQueue(contract.sqs);
      const recreate = new CreateQueueCommand({ QueueName: queue.name });
      await contract.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));

      expect(await refusal(contract, recreate)).toEqual(tooEarly);
      await contract.pass(RECREATE_AFTER_MS - 1_000);
      expect(await refusal(contract, recreate)).toEqual(tooEarly);
      await contract.pass(1_001);
      expect((await contract.sqs.send(recreate)).QueueUrl).toBe(queue.url);
    },
  );

  it.runIf(wholeLock.holds)(`brings no message back with the name${wholeLock.unless}`, async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    await sendOne(contract.sqs, queue.url, { DelaySeconds: 30 });
    await sendOne(contract.sqs, queue.url);
    await receive(contract.sqs, queue.url, { MaxNumberOfMessages: 1 });
    await contract.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));

    await contract.pass(RECREATE_AFTER_MS + 1);
    await contract.sqs.send(new CreateQueueCommand({ QueueName: queue.name }));
    expect(await readDepth(contract.sqs, queue.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('leaves other names free', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
    const other = await contract.sqs.send(new CreateQueueCommand({ QueueName: uniqueQueueName() }));
    expect(other.QueueUrl).toBeDefined();
  });
});
