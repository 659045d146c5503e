import { ListQueueTagsCommand, TagQueueCommand, UntagQueueCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();

const tag = (QueueUrl: string, Tags: Record<string, string>) => new TagQueueCommand({ QueueUrl, Tags });
const untag = (QueueUrl: string, ...TagKeys: string[]) => new UntagQueueCommand({ QueueUrl, TagKeys });
const tagsOf = async (QueueUrl: string) => {
  const { Tags = {} } = await contract.sqs.send(new ListQueueTagsCommand({ QueueUrl }));
  return Tags;
};

describe('queue tags: wire', () => {
  it('TagQueue and UntagQueue answer 200 without content', async () => {
    const queue = await createQueue(contract.sqs);
    for (const command of [tag(queue.url, { a: '1' }), untag(queue.url, 'a')]) {
      const reply = await successReply(contract, command);
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual({});
    }
  });

  it('ListQueueTags sends a map under Tags', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(tag(queue.url, { a: '1' }));
    const reply = await successReply(contract, new ListQueueTagsCommand({ QueueUrl: queue.url }));
    expect(reply.json).toEqual({ Tags: { a: '1' } });
  });
});

describe('queue tags: validation', () => {
  it('TagQueue wants Tags', async () => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, new TagQueueCommand({ QueueUrl: queue.url, Tags: undefined }));
    expect(got.type).toBe('MissingRequiredParameterException');
  });

  it('UntagQueue wants TagKeys', async () => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, new UntagQueueCommand({ QueueUrl: queue.url, TagKeys: undefined }));
    expect(got.type).toBe('MissingRequiredParameterException');
  });
});

describe('queue tags: behaviour', () => {
  it('starts without tags', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await tagsOf(queue.url)).toEqual({});
  });

  it('adds, overwrites and keeps', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(tag(queue.url, { team: 'payments', stage: 'test' }));
    await contract.sqs.send(tag(queue.url, { stage: 'production', owner: 'x' }));
    expect(await tagsOf(queue.url)).toEqual({ team: 'payments', stage: 'production', owner: 'x' });
  });

  it('removes the keys named and ignores unknown ones', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(tag(queue.url, { a: '1', b: '2' }));
    await contract.sqs.send(untag(queue.url, 'a', 'never-there'));
    expect(await tagsOf(queue.url)).toEqual({ b: '2' });
  });
});
