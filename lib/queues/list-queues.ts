import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { listConsumers, type ConsumersByQueue } from '#lib/queues/consumers/list-consumers';
import { queueNameOfUrl } from '#lib/queues/queue-name';
import type { QueueList, QueueSummary } from '#lib/queues/types';

/** Reads under way at once: quick for a thousand queues, and far below what SQS allows. */
const CONCURRENT_READS = 16;

type Unreadable = QueueList['unreadable'][number];

/**
 * Every queue of the account and region by name, with its depth, its dead-letter queue, the queues that dead-letter into
 * it and its consumers. A queue that may not be read is in `unreadable`; one deleted meanwhile is left out.
 * @throws DomainError `access-denied` (sqs:ListQueues), `unreachable`, `no-credentials`
 */
export async function listQueues({ ctx }: { ctx: Context }): Promise<QueueList> {
  const [urls, consumers] = await Promise.all([readQueueUrls(ctx), readConsumers(ctx)]);
  const readings = await mapConcurrently(urls, CONCURRENT_READS, (url) => readQueue(ctx, url));
  const readAtMs = ctx.clock.nowMs();

  const attributes = readings.flatMap((reading) => reading.attributes ?? []);
  const sources = sourcesByDeadLetterQueue(attributes);
  const queues = attributes.map((queue) =>
    summarizeQueue(queue, {
      deadLetterSources: sources.get(queue.name) ?? [],
      consumers: consumers.byQueue,
      readAtMs,
    }),
  );
  return {
    queues: queues.toSorted((a, b) => a.name.localeCompare(b.name)),
    unreadable: readings.flatMap((reading) => reading.unreadable ?? []),
    consumersError: consumers.error,
    readAtMs,
  };
}

export function summarizeQueue(
  queue: QueueAttributes,
  context: { deadLetterSources: string[]; consumers: ConsumersByQueue; readAtMs: number },
): QueueSummary {
  return {
    name: queue.name,
    arn: queue.arn,
    type: queue.type,
    depth: queue.depth,
    maxReceiveCount: queue.redrivePolicy?.maxReceiveCount ?? null,
    deadLetterQueue: queue.redrivePolicy?.deadLetterQueue ?? null,
    deadLetterSources: context.deadLetterSources,
    consumers: context.consumers.get(queue.arn) ?? [],
    visibilityTimeoutSeconds: queue.visibilityTimeoutSeconds,
    retentionSeconds: queue.retentionSeconds,
    readAtMs: context.readAtMs,
  };
}

function readQueueUrls(ctx: Context): Promise<string[]> {
  return readAllPages(async (NextToken) => {
    const page = await callAws({ action: 'sqs:ListQueues' }, () =>
      ctx.aws.sqs.send(new ListQueuesCommand({ MaxResults: 1000, NextToken })),
    );
    return { items: page.QueueUrls ?? [], next: page.NextToken };
  });
}

async function readConsumers(ctx: Context): Promise<{ byQueue: ConsumersByQueue; error: string | null }> {
  try {
    return { byQueue: await listConsumers({ ctx }), error: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { byQueue: new Map(), error: error.message };
  }
}

async function readQueue(
  ctx: Context,
  url: string,
): Promise<{ attributes?: QueueAttributes; unreadable?: Unreadable }> {
  try {
    return { attributes: await readQueueAttributes({ ctx, input: { url } }) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unreachable') throw error;
    if (error.code === 'queue-not-found') return {};
    return { unreadable: { name: queueNameOfUrl(url), code: error.code, message: error.message } };
  }
}

function sourcesByDeadLetterQueue(queues: QueueAttributes[]): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const { name, redrivePolicy } of queues) {
    if (!redrivePolicy) continue;
    const { deadLetterQueue } = redrivePolicy;
    sources.set(deadLetterQueue, [...(sources.get(deadLetterQueue) ?? []), name].toSorted());
  }
  return sources;
}
