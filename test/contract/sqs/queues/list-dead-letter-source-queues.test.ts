import { ListDeadLetterSourceQueuesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { createQueue, type TestQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();

const SOURCES = 3;

/** A dead-letter queue and the URLs of the three queues that use it. */
async function createSharedDeadLetterQueue(): Promise<{ deadLetters: TestQueue; urls: string[] }> {
  const deadLetters = await createQueue(contract.sqs);
  const urls: string[] = [];
  for (let index = 0; index < SOURCES; index += 1) {
    const { source } = await createDeadLetterPair(contract.sqs, { deadLetters });
    urls.push(source.url);
  }
  return { deadLetters, urls: urls.toSorted() };
}

describe('ListDeadLetterSourceQueues: wire', () => {
  it('sends queueUrls, with a small q, and no NextToken unless pages were asked for', async () => {
    const { deadLetters, urls } = await createSharedDeadLetterQueue();
    const reply = await successReply(
      contract,
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters.url }),
    );
    expect(Object.keys(reply.json)).toEqual(['queueUrls']);
    expect((reply.json['queueUrls'] as string[]).toSorted()).toEqual(urls);
  });

  it('sends an empty list for a queue nobody uses', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(
      contract,
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: queue.url }),
    );
    expect(reply.json).toEqual({ queueUrls: [] });
  });
});

describe('ListDeadLetterSourceQueues: validation', () => {
  it.each([0, 1_001])('refuses MaxResults = %s', async (MaxResults) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(
      contract,
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: queue.url, MaxResults }),
    );
    expect(got.status).toBe(400);
  });

  it('refuses a NextToken it never gave', async () => {
    const queue = await createQueue(contract.sqs);
    const page = { MaxResults: 2, NextToken: 'garbage' };
    const got = await refusal(
      contract,
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: queue.url, ...page }),
    );
    expect(got.status).toBe(400);
  });
});

describe('ListDeadLetterSourceQueues: behaviour', () => {
  it('pages through all of them, each once', async () => {
    const { deadLetters, urls } = await createSharedDeadLetterQueue();
    const first = await contract.sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters.url, MaxResults: 2 }),
    );
    expect(first.queueUrls).toHaveLength(2);
    expect(first.NextToken).toBeTypeOf('string');
    const second = await contract.sqs.send(
      new ListDeadLetterSourceQueuesCommand({
        QueueUrl: deadLetters.url,
        MaxResults: 2,
        NextToken: first.NextToken,
      }),
    );
    expect(second.NextToken).toBeUndefined();
    expect([...(first.queueUrls ?? []), ...(second.queueUrls ?? [])].toSorted()).toEqual(urls);
  });

  it('forgets a queue whose policy was removed', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await contract.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: source.url, Attributes: { RedrivePolicy: '' } }),
    );
    const { queueUrls } = await contract.sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters.url }),
    );
    expect(queueUrls).toEqual([]);
  });

  it('tells whose dead letters a queue takes, not where its own go', async () => {
    const { source } = await createDeadLetterPair(contract.sqs);
    const { queueUrls } = await contract.sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: source.url }),
    );
    expect(queueUrls).toEqual([]);
  });
});
