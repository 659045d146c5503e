import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueNameExists,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import type { QueueSettings } from '#infra/queues';
import { stageTags } from '#infra/tags';
import type { StageClients } from './clients.ts';

export interface ProvisionedQueue {
  name: string;
  url: string;
  arn: string;
}

/** Creates the queue, or gives an earlier one the present settings. `created` has its dead-letter queue already. */
export async function createQueue({
  clients,
  settings,
  stage,
  created,
}: {
  clients: StageClients;
  settings: QueueSettings;
  stage: string;
  created: ReadonlyMap<string, ProvisionedQueue>;
}): Promise<ProvisionedQueue> {
  const { name: QueueName, redrivePolicy: policy } = settings;
  const attributes = {
    DelaySeconds: String(settings.delaySeconds),
    MaximumMessageSize: String(settings.maximumMessageSizeBytes),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    ...(policy && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: findQueue(created, policy.deadLetterQueue).arn,
        maxReceiveCount: policy.maxReceiveCount,
      }),
    }),
  };
  const tags = stageTags(stage);
  const { QueueUrl: url = '' } = await clients.sqs
    .send(new CreateQueueCommand({ QueueName, Attributes: attributes, tags }))
    .catch((error: unknown) => {
      if (!(error instanceof QueueNameExists)) throw error;
      return changeQueue(clients, QueueName, { RedrivePolicy: '', ...attributes }, tags);
    });
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { name: settings.name, url, arn: Attributes?.['QueueArn'] ?? '' };
}

/** A queue of an earlier start, whose settings were others: it gets the present ones and keeps its messages. */
async function changeQueue(
  { sqs }: StageClients,
  QueueName: string,
  Attributes: Record<string, string>,
  Tags: Record<string, string>,
): Promise<{ QueueUrl: string | undefined }> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  await sqs.send(new TagQueueCommand({ QueueUrl, Tags }));
  return { QueueUrl };
}

/** @throws {TypeError} when infra/ names a queue before the one that it needs */
export function findQueue(created: ReadonlyMap<string, ProvisionedQueue>, name: string): ProvisionedQueue {
  const queue = created.get(name);
  if (!queue) throw new TypeError(`infra/ names the queue ${name} before it is created`);
  return queue;
}
