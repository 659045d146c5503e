import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import {
  listDeadLetterFunctions,
  type FunctionsByQueue,
} from '#lib/lambda/listing/list-dead-letter-functions';
import { oldestAges } from '#lib/metrics/ages/oldest-ages';
import { listAlarms } from '#lib/queues/alarms/list-alarms';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { listConsumers, type ConsumersByQueue } from '#lib/queues/consumers/list-consumers';
import { listTimeouts } from '#lib/queues/consumers/list-timeouts';
import { countFindings, diagnoseQueue } from '#lib/queues/diagnose/diagnose-queue';
import { toFacts, type Surroundings } from '#lib/queues/diagnose/facts/to-facts';
import { relateQueues } from '#lib/queues/diagnose/facts/relate-queues';
import { queueNameOfUrl } from '#lib/queues/queue-name';
import type { QueueList, QueueSummary } from '#lib/queues/types';

/** Reads under way at once: quick for a thousand queues, and far below what SQS allows. */
const CONCURRENT_READS = 16;

/** Neither of a queue that was deleted meanwhile. */
interface Reading {
  attributes?: QueueAttributes;
  unreadable?: QueueList['unreadable'][number];
}

/**
 * Every queue of the account and region by name, with its depth, its dead-letter queue, the queues that dead-letter into
 * it, its consumers and how many findings. A queue that may not be read is in `unreadable`; one deleted meanwhile is left out.
 * Findings are judged on what was read anyway, on one listing each of alarms and functions, and on the functions' destinations.
 * @throws DomainError `access-denied` (sqs:ListQueues), `unreachable`, `no-credentials`
 */
export async function listQueues({ ctx }: { ctx: Context }): Promise<QueueList> {
  const [readings, consumers, alarms, timeouts, functions] = await Promise.all([
    readQueues(ctx),
    readConsumers(ctx),
    listAlarms({ ctx }),
    listTimeouts({ ctx }),
    listDeadLetterFunctions({ ctx }),
  ]);
  const readAtMs = ctx.clock.nowMs();
  const surroundings: Surroundings = {
    consumers: consumers.error === null ? consumers.byQueue : null,
    timeouts,
    alarms: alarms.value,
    deadLetterFunctions: functions.byQueue ?? new Map(),
    oldestAgeOf: oldestAges(ctx).known,
  };

  const attributes = readings.flatMap((reading) => reading.attributes ?? []);
  const unreadable = readings.flatMap((reading) => reading.unreadable ?? []);
  const relate = relateQueues(attributes, unreadable);
  const queues = attributes.map((queue): QueueSummary => {
    const relations = relate(queue);
    return {
      ...summarizeQueue(queue, {
        deadLetterSources: relations.deadLetterSources.map(({ name }) => name),
        deadLetterFunctions: surroundings.deadLetterFunctions,
        consumers: consumers.byQueue,
        readAtMs,
      }),
      findings: countFindings(diagnoseQueue(toFacts(queue, surroundings, relations))),
    };
  });
  return {
    queues: queues.toSorted((a, b) => a.name.localeCompare(b.name)),
    unreadable,
    consumersError: consumers.error,
    readAtMs,
  };
}

/** All that is shown of a queue except its findings. */
export function summarizeQueue(
  queue: QueueAttributes,
  context: {
    deadLetterSources: string[];
    deadLetterFunctions: FunctionsByQueue;
    consumers: ConsumersByQueue;
    readAtMs: number;
  },
): Omit<QueueSummary, 'findings'> {
  return {
    name: queue.name,
    arn: queue.arn,
    type: queue.type,
    depth: queue.depth,
    maxReceiveCount: queue.redrivePolicy?.maxReceiveCount ?? null,
    deadLetterQueue: queue.redrivePolicy?.deadLetterQueue ?? null,
    deadLetterSources: context.deadLetterSources,
    deadLetterFunctions: [...(context.deadLetterFunctions.get(queue.arn) ?? [])],
    consumers: context.consumers.get(queue.arn) ?? [],
    visibilityTimeoutSeconds: queue.visibilityTimeoutSeconds,
    retentionSeconds: queue.retentionSeconds,
    readAtMs: context.readAtMs,
  };
}

async function readQueues(ctx: Context): Promise<Reading[]> {
  const urls = await readQueueUrls(ctx);
  return mapConcurrently(urls, CONCURRENT_READS, (url) => readQueue(ctx, url));
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

async function readQueue(ctx: Context, url: string): Promise<Reading> {
  try {
    return { attributes: await readQueueAttributes({ ctx, input: { url } }) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unreachable') throw error;
    if (error.code === 'queue-not-found') return {};
    return { unreadable: { name: queueNameOfUrl(url), code: error.code, message: error.message } };
  }
}
