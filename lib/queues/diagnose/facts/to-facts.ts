import type { FunctionsByQueue } from '#lib/lambda/listing/list-dead-letter-functions';
import type { QueueAlarms } from '#lib/queues/alarms/list-alarms';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import type { FunctionTimeouts } from '#lib/queues/consumers/function-timeouts';
import type { ConsumersByQueue } from '#lib/queues/consumers/list-consumers';
import type { ConsumerFacts, HolderFacts, QueueFacts, SourceFacts } from '../facts.ts';

/** What is known of all queues. Null is unknown. */
export interface Surroundings {
  consumers: ConsumersByQueue | null;
  timeouts: FunctionTimeouts;
  alarms: QueueAlarms | null;
  /** Those that are not known are not in it. */
  deadLetterFunctions: FunctionsByQueue;
  /** Seconds. */
  oldestAgeOf: (queue: string) => number | null;
}

/** What is known of one queue besides its attributes. */
export interface Relations {
  /** Null when they may not be listed. */
  deadLetterSources: SourceFacts[] | null;
  /** The queue its redrive policy names; null when it cannot be read or there is no policy. */
  deadLetterQueue: QueueAttributes | 'missing' | null;
  exhausted: number | null;
}

export function toFacts(queue: QueueAttributes, known: Surroundings, relations: Relations): QueueFacts {
  const { redrivePolicy, name, retentionSeconds, visibilityTimeoutSeconds } = queue;
  const { deadLetterQueue: target, deadLetterSources, exhausted } = relations;
  const asSource = { name, retentionSeconds };
  return {
    ...toHolder(queue, known, deadLetterSources),
    visibilityTimeoutSeconds,
    maxReceiveCount: redrivePolicy?.maxReceiveCount ?? null,
    deadLetterQueue: redrivePolicy && {
      name: redrivePolicy.deadLetterQueue,
      type: redrivePolicy.deadLetterQueue.endsWith('.fifo') ? 'fifo' : 'standard',
      exists: target === null ? null : target !== 'missing',
      facts: target === null || target === 'missing' ? null : toHolder(target, known, [asSource]),
    },
    exhausted,
  };
}

function toHolder(
  { name, arn, type, retentionSeconds, depth, redrivePolicy }: QueueAttributes,
  { consumers, timeouts, alarms, deadLetterFunctions, oldestAgeOf }: Surroundings,
  deadLetterSources: SourceFacts[] | null,
): HolderFacts {
  return {
    name,
    type,
    retentionSeconds,
    visible: depth.visible,
    oldestAgeSeconds: oldestAgeOf(name),
    deadLetterSources,
    deadLetterFunctions: deadLetterFunctions.get(arn) ?? [],
    hasDeadLetterQueue: redrivePolicy !== null,
    consumers:
      consumers &&
      (consumers.get(arn) ?? []).map((consumer): ConsumerFacts => ({
        ...consumer,
        timeoutSeconds: timeouts.get(consumer.functionName) ?? null,
      })),
    alarms: alarms && !alarms.mayWatchAny ? (alarms.byQueue.get(name) ?? []) : null,
  };
}
