import { ListEventSourceMappingsCommand, type EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import type { Context } from '#lib/context';
import { createSharedReads } from '#lib/flow/shared-reads';
import type { Consumer, ConsumerState } from '#lib/queues/types';

/** Mappings change rarely, and Lambda's control plane allows few requests: one in five seconds, so many pages take their time. */
const TTL_MS_PER_PAGE = 5000;
/** Bound of ListEventSourceMappings. */
const MAPPINGS_PER_PAGE = 100;

/** Consumers by the ARN of their queue. */
export type ConsumersByQueue = ReadonlyMap<string, Consumer[]>;

/**
 * Every event source mapping of the account and region; at most one request in five seconds for all viewers, on the average.
 * @throws DomainError `access-denied`, naming lambda:ListEventSourceMappings
 */
export function listConsumers({ ctx }: { ctx: Context }): Promise<ConsumersByQueue> {
  const reads = ctx.shared.of('consumers', () =>
    createSharedReads<ConsumersByQueue>({ clock: ctx.clock, ttlMs: ttlOf }),
  );
  return reads.read('all', () => readConsumers(ctx));
}

function ttlOf(byQueue: ConsumersByQueue): number {
  const mappings = [...byQueue.values()].reduce((sum, consumers) => sum + consumers.length, 0);
  return Math.max(1, Math.ceil(mappings / MAPPINGS_PER_PAGE)) * TTL_MS_PER_PAGE;
}

async function readConsumers(ctx: Context): Promise<ConsumersByQueue> {
  const mappings = await readAllPages(async (Marker) => {
    const page = await callAws({ action: 'lambda:ListEventSourceMappings' }, () =>
      ctx.aws.lambda.send(new ListEventSourceMappingsCommand({ Marker, MaxItems: MAPPINGS_PER_PAGE })),
    );
    return { items: page.EventSourceMappings ?? [], next: page.NextMarker };
  });
  const consumers = new Map<string, Consumer[]>();
  for (const mapping of mappings) {
    const arn = mapping.EventSourceArn;
    if (!arn) continue;
    consumers.set(arn, [...(consumers.get(arn) ?? []), toConsumer(mapping)]);
  }
  return consumers;
}

function toConsumer(mapping: EventSourceMappingConfiguration): Consumer {
  return {
    functionName: functionNameOf(mapping.FunctionArn ?? ''),
    state: STATES[mapping.State ?? ''] ?? 'changing',
    batchSize: mapping.BatchSize ?? 10,
    batchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds ?? 0,
    partialBatchResponses: mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
  };
}

/** Creating, Enabling, Disabling, Updating and Deleting are all on their way to one of these. */
const STATES: Readonly<Record<string, ConsumerState>> = { Enabled: 'enabled', Disabled: 'disabled' };

/** `arn:aws:lambda:us-east-1:000000000000:function:processor:live` → `processor:live` */
function functionNameOf(arn: string): string {
  return arn.split(':').slice(6).join(':') || arn;
}
