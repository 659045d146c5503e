import type { Context } from '#lib/context';
import { depthHistory, sharedQueueList } from '#lib/queues/depth/shared-depths';
import { listQueues } from '#lib/queues/list-queues';
import type { QueueList } from '#lib/queues/types';

/**
 * The queues as last polled. One poll serves all viewers, at most one in two seconds. Its depths are kept as samples.
 * @throws DomainError as `listQueues`
 */
export function pollQueues({ ctx }: { ctx: Context }): Promise<QueueList> {
  return sharedQueueList(ctx).read('all', async () => {
    const list = await listQueues({ ctx });
    depthHistory(ctx).record(list);
    return list;
  });
}
