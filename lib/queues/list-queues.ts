import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import {
  listDeadLetterFunctions,
  type FunctionsByQueue,
} from '#lib/lambda/listing/list-dead-letter-functions';
import { oldestAges } from '#lib/metrics/ages/oldest-ages';
import { listAlarms } from '#lib/queues/alarms/list-alarms';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { listConsumers, type ConsumersByQueue } from '#lib/queues/consumers/list-consumers';
import { listTimeouts } from '#lib/queues/consumers/list-timeouts';
import { readQueues } from '#lib/queues/depth/queue-readings';
import { countFindings, diagnoseQueue } from '#lib/queues/diagnose/diagnose-queue';
import { toFacts, type Surroundings } from '#lib/queues/diagnose/facts/to-facts';
import { relateQueues } from '#lib/queues/diagnose/facts/relate-queues';
import type { QueueList, QueueSummary } from '#lib/queues/types';

/**
 * Every queue of the account and region by name, with its depth, its dead-letter queue, the queues that dead-letter into
 * it, its consumers and how many findings. A queue that may not be read is in `unreadable`, one that was not read yet in `pending`; one
 * deleted meanwhile is left out. Many queues are read in turn: each says when (`readAtMs`).
 * Findings are judged on what was read anyway, on one listing each of alarms and functions, and on the functions' destinations.
 * @throws DomainError `access-denied` (sqs:ListQueues), `unreachable`, `no-credentials`
 */
export async function listQueues({ ctx }: { ctx: Context }): Promise<QueueList> {
  const [{ readings, pending }, consumers, alarms, timeouts, functions] = await Promise.all([
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

  const read = readings.flatMap(({ attributes, readAtMs: atMs }) => (attributes ? { attributes, atMs } : []));
  const unreadable = readings.flatMap((reading) => reading.unreadable ?? []);
  const relate = relateQueues(
    read.map(({ attributes }) => attributes),
    [...unreadable.map(({ name }) => name), ...pending],
  );
  const queues = read.map(({ attributes: queue, atMs }): QueueSummary => {
    const relations = relate(queue);
    return {
      ...summarizeQueue(queue, {
        deadLetterSources: relations.deadLetterSources.map(({ name }) => name),
        deadLetterFunctions: surroundings.deadLetterFunctions,
        consumers: consumers.byQueue,
        readAtMs: atMs,
      }),
      findings: countFindings(diagnoseQueue(toFacts(queue, surroundings, relations))),
    };
  });
  return {
    queues: queues.toSorted((a, b) => a.name.localeCompare(b.name)),
    unreadable: unreadable.toSorted((a, b) => a.name.localeCompare(b.name)),
    pending,
    consumersError: consumers.error,
    testQueue: process.env['REDRIVE_TEST_QUEUE'] || null,
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

async function readConsumers(ctx: Context): Promise<{ byQueue: ConsumersByQueue; error: string | null }> {
  try {
    return { byQueue: await listConsumers({ ctx }), error: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { byQueue: new Map(), error: error.message };
  }
}
