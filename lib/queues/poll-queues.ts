import type { Context } from '#lib/context';
import { depthHistory, sharedQueueList } from '#lib/queues/depth/shared-depths';
import { listQueues } from '#lib/queues/list-queues';
import type { QueueList } from '#lib/queues/types';

/**
 * The queues as last polled. One poll serves all viewers: it runs when somebody asks and the last one is older than 1.5
 * seconds, or than a second per 20 queues. Its depths are kept as samples.
 * @throws DomainError as `listQueues`
 */
export function pollQueues({ ctx }: { ctx: Context }): Promise<QueueList> {
  return sharedQueueList(ctx).read('all', async () => {
    const list = await listQueues({ ctx });
    depthHistory(ctx).record(list);
    return list;
  });
}
