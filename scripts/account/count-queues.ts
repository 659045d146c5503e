import { ListQueuesCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { endpointOf } from '#lib/aws/endpoint';
import { toDomainError } from '#lib/aws/errors';
import { readAllPages } from '#lib/aws/paginate';
import type { Environment } from '../desk/ports.ts';

/**
 * How many queues the account has in the region.
 * @throws DomainError `access-denied`, `no-credentials`, `unreachable`, `throttled`
 */
export async function countQueues(
  settings: SQSClientConfig & { region: string },
  env: Environment,
): Promise<number> {
  const sqs = new SQSClient(settings);
  try {
    const urls = await readAllPages(async (NextToken) => {
      const page = await sqs.send(new ListQueuesCommand({ MaxResults: 1000, NextToken }));
      return { items: page.QueueUrls ?? [], next: page.NextToken };
    });
    return urls.length;
  } catch (error) {
    const endpoint = endpointOf('sqs', { ...env, AWS_REGION: settings.region });
    throw toDomainError(error, { action: 'sqs:ListQueues', endpoint });
  } finally {
    sqs.destroy();
  }
}
