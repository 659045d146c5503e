import { ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { readDeadLetterSources } from '#lib/queues/attributes/dead-letter-sources';
import { readQueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { listConsumers } from '#lib/queues/consumers/list-consumers';
import { sharedQueueDetails } from '#lib/queues/depth/shared-depths';
import { summarizeQueue } from '#lib/queues/list-queues';
import type { Depth, QueueDetail, QueuePart } from '#lib/queues/types';

/**
 * Everything the desk shows of one queue; read at most once per poll interval for all viewers. What AWS refuses besides
 * the attributes themselves leaves that part empty and is named in `unavailable`.
 * @throws DomainError `queue-not-found`, `access-denied`, `unreachable`
 */
export function describeQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: { name: string };
}): Promise<QueueDetail> {
  return sharedQueueDetails(ctx).read(input.name, () => readDetail(ctx, input.name));
}

async function readDetail(ctx: Context, name: string): Promise<QueueDetail> {
  const url = await findQueueUrl({ ctx, input: { name } });
  const unavailable: QueueDetail['unavailable'] = [];
  const orEmpty = async <Value>(part: QueuePart, empty: Value, read: () => Promise<Value>) => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      unavailable.push({ part, code: error.code, message: error.message });
      return empty;
    }
  };

  const [queue, deadLetterSources, consumers, tags] = await Promise.all([
    readQueueAttributes({ ctx, input: { url } }),
    orEmpty('deadLetterSources', [], () => readDeadLetterSources({ ctx, input: { url } })),
    orEmpty('consumers', new Map(), () => listConsumers({ ctx })),
    orEmpty('tags', {}, () => readTags(ctx, url, name)),
  ]);
  const deadLetterQueue = queue.redrivePolicy?.deadLetterQueue;
  const deadLetterDepth = deadLetterQueue
    ? await orEmpty('deadLetterDepth', null, () => readDepth(ctx, deadLetterQueue))
    : null;

  return {
    ...summarizeQueue(queue, { deadLetterSources, consumers, readAtMs: ctx.clock.nowMs() }),
    url,
    delaySeconds: queue.delaySeconds,
    maximumMessageSizeBytes: queue.maximumMessageSizeBytes,
    receiveWaitSeconds: queue.receiveWaitSeconds,
    createdAtMs: queue.createdAtMs,
    tags,
    deadLetterDepth,
    unavailable,
  };
}

async function readTags(ctx: Context, url: string, name: string): Promise<Record<string, string>> {
  const { Tags = {} } = await callAws({ action: 'sqs:ListQueueTags', queue: name }, () =>
    ctx.aws.sqs.send(new ListQueueTagsCommand({ QueueUrl: url })),
  );
  return Tags;
}

async function readDepth(ctx: Context, name: string): Promise<Depth | null> {
  const url = await findQueueUrl({ ctx, input: { name } });
  return (await readQueueAttributes({ ctx, input: { url } })).depth;
}
