import { DeleteQueueCommand, TagQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { receive, sendMany } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { describeQueue } from './describe-queue.ts';
import { listQueues } from './list-queues.ts';
import { pollQueues } from './poll-queues.ts';

const desk = openDesk();

afterEach(() => desk.proxy.heal());

describe('listQueues', () => {
  it('pairs sources and dead-letter queues both ways, with depths', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 4 });
    const other = await createDeadLetterPair(desk.sqs, { deadLetters });
    await sendMany(desk.sqs, source.url, 3);
    await receive(desk.sqs, source.url, { MaxNumberOfMessages: 1 });
    const { queues, unreadable } = await listQueues({ ctx: desk.ctx });

    expect(queues.find(({ name }) => name === source.name)).toMatchObject({
      type: 'standard',
      depth: { visible: 2, inFlight: 1, delayed: 0 },
      maxReceiveCount: 4,
      deadLetterQueue: deadLetters.name,
      deadLetterSources: [],
    });
    expect(queues.find(({ name }) => name === deadLetters.name)).toMatchObject({
      maxReceiveCount: null,
      deadLetterQueue: null,
      deadLetterSources: [source.name, other.source.name].toSorted(),
    });
    expect(unreadable).toEqual([]);
  });

  it('names queues it may not read and leaves out those deleted meanwhile', async () => {
    const [secret, gone] = await Promise.all([createQueue(desk.sqs), createQueue(desk.sqs)]);
    desk.proxy.fail(({ action, body }) => {
      if (action !== 'GetQueueAttributes') return { kind: 'pass' };
      if (body['QueueUrl'] === secret.url.replace(desk.engine.endpoint, desk.proxy.endpoint)) {
        return { kind: 'answer', status: 403, code: 'AccessDenied' };
      }
      return String(body['QueueUrl']).endsWith(gone.name)
        ? { kind: 'answer', status: 400, code: 'QueueDoesNotExist' }
        : { kind: 'pass' };
    });
    const { queues, unreadable } = await listQueues({ ctx: desk.ctx });
    expect(unreadable).toMatchObject([{ name: secret.name, code: 'access-denied' }]);
    expect(unreadable[0]?.message).toContain('sqs:GetQueueAttributes');
    expect(queues.map(({ name }) => name)).not.toContain(gone.name);
  });

  it('goes on without consumers when Lambda refuses', async () => {
    desk.proxy.fail(({ action }) =>
      action.includes('event-source-mappings')
        ? { kind: 'answer', status: 403, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    const { consumersError, queues } = await listQueues({ ctx: desk.freshContext() });
    expect(consumersError).toContain('lambda:ListEventSourceMappings');
    expect(queues.length).toBeGreaterThan(0);
  });

  it('reads every page', async () => {
    const url = (index: number) => `${desk.proxy.endpoint}/000000000000/paged-${index}`;
    const pages: Record<string, unknown> = {
      first: { QueueUrls: [url(1), url(2)], NextToken: 'second' },
      second: { QueueUrls: [url(3)], NextToken: 'third' },
      third: { QueueUrls: [], NextToken: undefined },
    };
    desk.proxy.fail(({ action, body }) => {
      if (action === 'ListQueues') {
        return {
          kind: 'reply',
          body: pages[typeof body['NextToken'] === 'string' ? body['NextToken'] : 'first'],
        };
      }
      return action === 'GetQueueAttributes'
        ? { kind: 'answer', status: 403, code: 'AccessDenied' }
        : { kind: 'pass' };
    });
    const { unreadable } = await listQueues({ ctx: desk.ctx });
    expect(unreadable.map(({ name }) => name)).toEqual(['paged-1', 'paged-2', 'paged-3']);
  });
});

describe('pollQueues', () => {
  it('asks AWS once for many viewers', async () => {
    const ctx = desk.freshContext();
    await Promise.all(Array.from({ length: 20 }, () => pollQueues({ ctx })));
    await pollQueues({ ctx });
    expect(desk.proxy.seen.filter(({ action }) => action === 'ListQueues')).toHaveLength(1);
  });
});

describe('describeQueue', () => {
  it('shows settings, tags, sources and the depth of the dead-letter queue', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, {
      sourceAttributes: { DelaySeconds: '7', MaximumMessageSize: '2048', ReceiveMessageWaitTimeSeconds: '3' },
    });
    await desk.sqs.send(new TagQueueCommand({ QueueUrl: source.url, Tags: { Environment: 'test' } }));
    await sendMany(desk.sqs, deadLetters.url, 2);
    const ctx = desk.freshContext();
    expect(await describeQueue({ ctx, input: { name: source.name } })).toMatchObject({
      delaySeconds: 7,
      maximumMessageSizeBytes: 2048,
      receiveWaitSeconds: 3,
      tags: { Environment: 'test' },
      deadLetterDepth: { visible: 2, inFlight: 0, delayed: 0 },
      unavailable: [],
    });
    expect(await describeQueue({ ctx, input: { name: deadLetters.name } })).toMatchObject({
      deadLetterSources: [source.name],
      deadLetterDepth: null,
    });
  });

  it('leaves empty what is refused, and says what to allow', async () => {
    const { source } = await createDeadLetterPair(desk.sqs);
    desk.proxy.fail(({ action }) =>
      action === 'ListQueueTags' ? { kind: 'answer', status: 403, code: 'AccessDenied' } : { kind: 'pass' },
    );
    const detail = await describeQueue({ ctx: desk.freshContext(), input: { name: source.name } });
    expect(detail.unavailable).toMatchObject([{ part: 'tags', code: 'access-denied' }]);
    expect(detail.unavailable[0]?.message).toContain('sqs:ListQueueTags');
  });

  it('does not know a queue that was deleted, though it knew it before', async () => {
    const ctx = desk.freshContext();
    const { name, url } = await createQueue(desk.sqs);
    await describeQueue({ ctx, input: { name } });
    await desk.sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await expect
      .poll(() => describeQueue({ ctx, input: { name } }).catch((error: Error) => error), { timeout: 4000 })
      .toMatchObject({ code: 'queue-not-found' });
  });
});
