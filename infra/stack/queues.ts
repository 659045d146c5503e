import { PRODUCTION, nameInStage } from '../names.ts';
import { queues, type QueueSettings } from '../queues.ts';
import { resourceName } from './resource-name.ts';

/** The queues of the stack by their names in `infra/queues.ts`. */
export type StackQueues = ReadonlyMap<string, sst.aws.Queue>;

export function createQueues(): StackQueues {
  const created = new Map<string, sst.aws.Queue>();
  for (const settings of queues) created.set(settings.name, createQueue(settings, created));
  return created;
}

function createQueue(settings: QueueSettings, created: StackQueues): sst.aws.Queue {
  const { redrivePolicy } = settings;
  return new sst.aws.Queue(resourceName(settings.name), {
    delay: `${settings.delaySeconds} seconds`,
    visibilityTimeout: `${settings.visibilityTimeoutSeconds} seconds`,
    ...(redrivePolicy && {
      dlq: {
        queue: findIn(created, redrivePolicy.deadLetterQueue).arn,
        retry: redrivePolicy.maxReceiveCount,
      },
    }),
    transform: {
      queue: (args, options) => {
        args.name = nameInStage(settings.name, $app.stage);
        args.messageRetentionSeconds = settings.retentionSeconds;
        args.maxMessageSize = settings.maximumMessageSizeBytes;
        // SST keeps tables and buckets; what waits in a queue is data too.
        if ($app.stage === PRODUCTION) options.retainOnDelete = true;
        return undefined;
      },
    },
  });
}

/** @throws {TypeError} when infra/ names a resource that it does not create, or not before it is needed */
export function findIn<Value>(created: ReadonlyMap<string, Value>, name: string): Value {
  const found = created.get(name);
  if (found === undefined)
    throw new TypeError(`infra/ names ${name}, which is not created before it is needed`);
  return found;
}
