import { ListDeadLetterSourceQueuesCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import type { Context } from '#lib/context';
import { queueNameOfUrl } from '#lib/queues/queue-name';

/** Names of the queues whose redrive policy points to this one, sorted; empty when it is no dead-letter queue. */
export async function readDeadLetterSources({
  ctx,
  input,
}: {
  ctx: Context;
  input: { url: string };
}): Promise<string[]> {
  const queue = queueNameOfUrl(input.url);
  const urls = await readAllPages(async (NextToken) => {
    const page = await callAws({ action: 'sqs:ListDeadLetterSourceQueues', queue }, () =>
      ctx.aws.sqs.send(
        new ListDeadLetterSourceQueuesCommand({ QueueUrl: input.url, MaxResults: 1000, NextToken }),
      ),
    );
    return { items: page.queueUrls ?? [], next: page.NextToken };
  });
  return urls.map(queueNameOfUrl).toSorted();
}
