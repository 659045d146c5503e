import { CreateQueueCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createQueue, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { ownEngineOnly } from '../../support/only.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();

const QUEUES = 5;
const manyQueues = ownEngineOnly('creates a thousand queues');

/** Five queues whose names share a prefix of their own. */
async function createFamily(): Promise<{ prefix: string; urls: string[] }> {
  const prefix = uniqueQueueName('family');
  const topic = prefix.slice(prefix.indexOf('family'));
  const queues = [];
  for (let index = 0; index < QUEUES; index += 1) {
    queues.push(await createQueue(contract.sqs, {}, topic));
  }
  return { prefix, urls: queues.map((queue) => queue.url).toSorted() };
}

describe('ListQueues: wire', () => {
  it('sends QueueUrls, and no NextToken unless pages were asked for', async () => {
    const { prefix, urls } = await createFamily();
    const reply = await successReply(contract, new ListQueuesCommand({ QueueNamePrefix: prefix }));
    expect(Object.keys(reply.json)).toEqual(['QueueUrls']);
    expect(reply.json['QueueUrls']).toHaveLength(urls.length);
  });
});

describe('ListQueues: validation', () => {
  it.each([0, -1, 1_001])('refuses MaxResults = %s', async (MaxResults) => {
    const got = await refusal(contract, new ListQueuesCommand({ MaxResults }));
    expect(got.status).toBe(400);
  });

  it('refuses a NextToken it never gave', async () => {
    const got = await refusal(contract, new ListQueuesCommand({ MaxResults: 2, NextToken: 'garbage' }));
    expect(got.status).toBe(400);
  });
});

describe('ListQueues: behaviour', () => {
  it('lists the names that begin with the prefix, and only those', async () => {
    const { prefix, urls } = await createFamily();
    await createQueue(contract.sqs);
    const { QueueUrls = [] } = await contract.sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
    expect(QueueUrls.toSorted()).toEqual(urls);
  });

  it('does not match a prefix inside a name', async () => {
    const queue = await createQueue(contract.sqs);
    const { QueueUrls = [] } = await contract.sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: queue.name.slice(1) }),
    );
    expect(QueueUrls).toEqual([]);
  });

  it('pages through all of them, each once', async () => {
    const { prefix, urls } = await createFamily();
    const seen: string[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await contract.sqs.send(
        new ListQueuesCommand({ QueueNamePrefix: prefix, MaxResults: 2, ...(NextToken && { NextToken }) }),
      );
      expect(page.QueueUrls?.length ?? 0).toBeLessThanOrEqual(2);
      seen.push(...(page.QueueUrls ?? []));
      ({ NextToken } = page);
      pages += 1;
    } while (NextToken !== undefined && pages <= QUEUES);

    expect(pages).toBe(3);
    expect(seen.toSorted()).toEqual(urls);
  });

  it.runIf(manyQueues.holds)(
    `stops at 1,000 without a token when no pages were asked for${manyQueues.unless}`,
    async () => {
      const prefix = uniqueQueueName('many');
      const create = (index: number) =>
        contract.sqs.send(new CreateQueueCommand({ QueueName: `${prefix}-${index}` }));
      for (let made = 0; made < 1_010; made += 10) {
        await Promise.all(Array.from({ length: 10 }, (_, index) => create(made + index)));
      }
      const all = await contract.sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
      expect(all.QueueUrls).toHaveLength(1_000);
      expect(all.NextToken).toBeUndefined();
    },
  );

  it('gives no token when everything fits on one page', async () => {
    const { prefix } = await createFamily();
    const page = await contract.sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: prefix, MaxResults: 1_000 }),
    );
    expect(page.QueueUrls).toHaveLength(QUEUES);
    expect(page.NextToken).toBeUndefined();
  });
});
