import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { parseQueueName } from '#lib/queues/queue-name';

/**
 * URL of the queue called `name`. Remembered: it never changes while the queue exists, and a deleted queue is
 * recognised by the request that uses it.
 * @throws DomainError `queue-not-found`
 */
export async function findQueueUrl({
  ctx,
  input,
}: {
  ctx: Context;
  input: { name: string };
}): Promise<string> {
  const name = parseQueueName(input.name);
  const urls = ctx.shared.of('queue-urls', () => new Map<string, string>());
  const known = urls.get(name);
  if (known) return known;
  const { QueueUrl: url } = await callAws({ action: 'sqs:GetQueueUrl', queue: name }, () =>
    ctx.aws.sqs.send(new GetQueueUrlCommand({ QueueName: name })),
  );
  if (!url) throw new DomainError('aws-failed', `sqs:GetQueueUrl gave no URL for ${name}.`);
  urls.set(name, url);
  return url;
}
