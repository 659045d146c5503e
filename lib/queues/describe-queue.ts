import { ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { listDeadLetterFunctions } from '#lib/lambda/listing/list-dead-letter-functions';
import { readDeadLetterSources } from '#lib/queues/attributes/dead-letter-sources';
import { isElsewhere } from '#lib/queues/attributes/elsewhere';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { listConsumers } from '#lib/queues/consumers/list-consumers';
import { sharedQueueDetails } from '#lib/queues/depth/shared-depths';
import { diagnoseQueue } from '#lib/queues/diagnose/diagnose-queue';
import { readFacts } from '#lib/queues/diagnose/facts/read-facts';
import { summarizeQueue } from '#lib/queues/list-queues';
import type { QueueDetail, QueuePart } from '#lib/queues/types';

/**
 * Everything the desk shows of one queue; read at most once per poll interval for all viewers. What AWS refuses besides
 * the attributes themselves leaves that part empty and is named in `unavailable`.
 * @throws DomainError `queue-not-found`, `access-denied`, `unreachable`
 */
export function describeQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: { name: string };
}): Promise<QueueDetail> {
  return sharedQueueDetails(ctx).read(input.name, () => readDetail(ctx, input.name));
}

async function readDetail(ctx: Context, name: string): Promise<QueueDetail> {
  const url = await findQueueUrl({ ctx, input: { name } });
  const unavailable: QueueDetail['unavailable'] = [];
  const refuse = (part: QueuePart, { code, message }: DomainError) =>
    void unavailable.push({ part, code, message });
  const orNull = async <Value>(part: QueuePart, read: () => Promise<Value>) => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refuse(part, error);
      return null;
    }
  };

  const [queue, deadLetterSources, functions, consumers, tags] = await Promise.all([
    readQueueAttributes({ ctx, input: { url } }),
    orNull('deadLetterSources', () => readDeadLetterSources({ ctx, input: { url } })),
    listDeadLetterFunctions({ ctx }),
    orNull('consumers', () => listConsumers({ ctx })),
    orNull('tags', () => readTags(ctx, url, name)),
  ]);
  if (functions.error) refuse('deadLetterFunctions', functions.error);
  const deadLetterFunctions = functions.byQueue ?? new Map<string, string[]>();
  const target = queue.redrivePolicy?.deadLetterQueue;
  const deadLetterQueue =
    target === undefined ? null : await orNull('deadLetterDepth', () => readByName(ctx, target));
  const isMissing = unavailable.some(
    ({ part, code }) => part === 'deadLetterDepth' && code === 'queue-not-found',
  );

  const summary = summarizeQueue(queue, {
    deadLetterSources: deadLetterSources ?? [],
    deadLetterFunctions,
    consumers: consumers ?? new Map(),
    readAtMs: ctx.clock.nowMs(),
  });
  const facts = await readFacts({
    ctx,
    input: {
      queue,
      summary,
      deadLetterSources,
      deadLetterFunctions,
      consumers,
      deadLetterQueue: isMissing ? 'missing' : deadLetterQueue,
      refuse,
    },
  });
  return {
    ...summary,
    url,
    delaySeconds: queue.delaySeconds,
    maximumMessageSizeBytes: queue.maximumMessageSizeBytes,
    receiveWaitSeconds: queue.receiveWaitSeconds,
    createdAtMs: queue.createdAtMs,
    tags: tags ?? {},
    deadLetterDepth: deadLetterQueue?.depth ?? null,
    findings: diagnoseQueue(facts),
    unavailable,
  };
}

async function readTags(ctx: Context, url: string, name: string): Promise<Record<string, string>> {
  const { Tags = {} } = await callAws({ action: 'sqs:ListQueueTags', queue: name }, () =>
    ctx.aws.sqs.send(new ListQueueTagsCommand({ QueueUrl: url })),
  );
  return Tags;
}

async function readByName(ctx: Context, name: string): Promise<QueueAttributes> {
  if (isElsewhere(name)) {
    throw new DomainError(
      'aws-refused',
      `${name} is a queue of another account or region: it is not looked at from here.`,
    );
  }
  const url = await findQueueUrl({ ctx, input: { name } });
  return readQueueAttributes({ ctx, input: { url } });
}
