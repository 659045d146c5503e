import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createSharedReads } from '#lib/flow/shared-reads';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { queueNameOfUrl } from '#lib/queues/queue-name';
import type { QueueList } from '#lib/queues/types';
import { POLL_INTERVAL_MS, rotatingQueues } from './shared-depths.ts';

/** Bound of ListQueues. */
const QUEUES_PER_PAGE = 1000;

/** What is known of one queue; neither of one that was deleted meanwhile. */
export interface QueueReading {
  attributes?: QueueAttributes;
  unreadable?: QueueList['unreadable'][number];
  readAtMs: number;
}

/**
 * What is known of all queues of the account and region, after a round of reads that does not grow with their number; `pending` are the names
 * of those that were not read yet.
 * @throws DomainError `access-denied` (sqs:ListQueues), `unreachable`, `no-credentials`
 */
export async function readQueues(ctx: Context): Promise<{ readings: QueueReading[]; pending: string[] }> {
  const urls = await listUrls(ctx);
  const urlOf = new Map(urls.map((url) => [queueNameOfUrl(url), url]));
  const names = [...urlOf.keys()];
  const known = await rotatingQueues(ctx).round(names, (name, before) =>
    readQueue(ctx, urlOf.get(name) ?? '', before),
  );
  return { readings: [...known.values()], pending: names.filter((name) => !known.has(name)) };
}

/** One request in each poll: a listing of several pages is kept for as many polls more. */
function listUrls(ctx: Context): Promise<string[]> {
  const reads = ctx.shared.of('queue-list-urls', () =>
    createSharedReads<string[]>({
      clock: ctx.clock,
      ttlMs: ({ length }) => Math.max(1, Math.floor(length / QUEUES_PER_PAGE) * POLL_INTERVAL_MS),
    }),
  );
  return reads.read('all', () =>
    readAllPages(async (NextToken) => {
      const page = await callAws({ action: 'sqs:ListQueues' }, () =>
        ctx.aws.sqs.send(new ListQueuesCommand({ MaxResults: QUEUES_PER_PAGE, NextToken })),
      );
      return { items: page.QueueUrls ?? [], next: page.NextToken };
    }),
  );
}

async function readQueue(ctx: Context, url: string, before: QueueReading | undefined): Promise<QueueReading> {
  const readAtMs = ctx.clock.nowMs();
  try {
    return { attributes: await readQueueAttributes({ ctx, input: { url } }), readAtMs };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unreachable') throw error;
    if (error.code === 'queue-not-found') return { readAtMs };
    // An old figure that says so is better than none.
    if (error.code === 'throttled' && before?.attributes) return before;
    const { code, message } = error;
    return { unreadable: { name: queueNameOfUrl(url), code, message }, readAtMs };
  }
}
