import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { queueNameOfUrl } from '#lib/queues/queue-name';
import type { Depth } from '#lib/queues/types';
import { queueNameBeside } from './elsewhere.ts';

/** A queue's attributes with their types. Defaults are those of SQS. */
export interface QueueAttributes {
  name: string;
  url: string;
  arn: string;
  type: 'standard' | 'fifo';
  contentBasedDeduplication: boolean;
  depth: Depth;
  /** `deadLetterQueue` is a name, or an ARN where the queue is of another account or region. */
  redrivePolicy: { maxReceiveCount: number; deadLetterQueue: string } | null;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  delaySeconds: number;
  maximumMessageSizeBytes: number;
  receiveWaitSeconds: number;
  createdAtMs: number;
}

/** @throws DomainError `queue-not-found`, `access-denied` */
export async function readQueueAttributes({
  ctx,
  input,
}: {
  ctx: Context;
  input: { url: string };
}): Promise<QueueAttributes> {
  const name = queueNameOfUrl(input.url);
  const { Attributes = {} } = await callAws({ action: 'sqs:GetQueueAttributes', queue: name }, () =>
    ctx.aws.sqs.send(new GetQueueAttributesCommand({ QueueUrl: input.url, AttributeNames: ['All'] })),
  );
  return parseQueueAttributes(input.url, Attributes);
}

function parseQueueAttributes(url: string, attributes: Record<string, string>): QueueAttributes {
  const number = (name: string, fallback: number) => {
    const value = Number(attributes[name] ?? fallback);
    return Number.isFinite(value) ? value : fallback;
  };
  const name = queueNameOfUrl(url);
  const arn = attributes['QueueArn'] ?? '';
  return {
    name,
    url,
    arn,
    type: name.endsWith('.fifo') ? 'fifo' : 'standard',
    contentBasedDeduplication: attributes['ContentBasedDeduplication'] === 'true',
    depth: {
      visible: number('ApproximateNumberOfMessages', 0),
      inFlight: number('ApproximateNumberOfMessagesNotVisible', 0),
      delayed: number('ApproximateNumberOfMessagesDelayed', 0),
    },
    redrivePolicy: parseRedrivePolicy(arn, attributes['RedrivePolicy']),
    visibilityTimeoutSeconds: number('VisibilityTimeout', 30),
    retentionSeconds: number('MessageRetentionPeriod', 345_600),
    delaySeconds: number('DelaySeconds', 0),
    maximumMessageSizeBytes: number('MaximumMessageSize', 1_048_576),
    receiveWaitSeconds: number('ReceiveMessageWaitTimeSeconds', 0),
    createdAtMs: number('CreatedTimestamp', 0) * 1000,
  };
}

/** SQS takes the count as a number or as a string; an empty policy means none. */
function parseRedrivePolicy(ownArn: string, json: string | undefined): QueueAttributes['redrivePolicy'] {
  if (!json) return null;
  const policy = JSON.parse(json) as { deadLetterTargetArn?: string; maxReceiveCount?: number | string };
  if (!policy.deadLetterTargetArn) return null;
  return {
    deadLetterQueue: queueNameBeside(ownArn, policy.deadLetterTargetArn),
    // The service model's default where the policy leaves it out.
    maxReceiveCount: Number(policy.maxReceiveCount ?? 10),
  };
}
