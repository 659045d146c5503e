import { consumers, mover, type ConsumerSettings } from './functions.ts';
import { expiryQueue, mainQueue, queues, type QueueSettings } from './queues.ts';

/** A failing message reaches the dead-letter queue after three of these: in about 15 seconds. */
const LOCAL_VISIBILITY_TIMEOUT_SECONDS = 5;
const LOCAL_FUNCTION_TIMEOUT_SECONDS = 3;
/** Each batch at the same time is a process of its own. */
const LOCAL_MAXIMUM_CONCURRENCY = 5;
/** Short enough to watch a message expire. */
const LOCAL_EXPIRY_RETENTION_SECONDS = 300;

const overrides: Readonly<Record<string, Partial<QueueSettings>>> = {
  [mainQueue.name]: { visibilityTimeoutSeconds: LOCAL_VISIBILITY_TIMEOUT_SECONDS },
  [expiryQueue.name]: {
    visibilityTimeoutSeconds: LOCAL_VISIBILITY_TIMEOUT_SECONDS,
    retentionSeconds: LOCAL_EXPIRY_RETENTION_SECONDS,
  },
};

/** Value of the `Environment` tag on a laptop. */
export const localStage = 'local';

/** The deployed queues with a laptop's patience, in the same order. */
export const localQueues: readonly QueueSettings[] = queues.map(shorten);

export const localConsumers: readonly ConsumerSettings[] = consumers.map(hurry);

function shorten(queue: QueueSettings): QueueSettings {
  return { ...queue, ...overrides[queue.name] };
}

function hurry(consumer: ConsumerSettings): ConsumerSettings {
  return {
    ...consumer,
    // A job takes as long as it takes, here as there.
    timeoutSeconds: consumer === mover ? consumer.timeoutSeconds : LOCAL_FUNCTION_TIMEOUT_SECONDS,
    maximumConcurrency: LOCAL_MAXIMUM_CONCURRENCY,
  };
}
