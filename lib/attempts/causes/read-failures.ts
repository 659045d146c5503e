import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { callTable } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { failuresKey, isExpired, sortByTime, type Item } from '../items/attempt-item.ts';
import type { Failure } from './group-failures.ts';

export interface Failures {
  failures: Failure[];
  /** There were more: older ones than the last of these were not read. */
  truncated: boolean;
}

/** About as many as a page of DynamoDB holds. */
const PAGE_ITEMS = 1_000;

/**
 * Failed attempts of a queue since `fromMs`, newest first, at most `max`. DynamoDB bills what it reads: about a read unit for a
 * hundred failures.
 * @throws DomainError `attempts-unavailable`
 */
export async function readFailures({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; fromMs: number; max: number };
}): Promise<Failures> {
  const failures: Failure[] = [];
  const nowMs = ctx.clock.nowMs();
  let start: Item | undefined;
  do {
    const page = await callTable(ctx, 'dynamodb:Query', ({ name, documents }) =>
      documents.send(
        new QueryCommand({
          TableName: name,
          IndexName: STATE_KEYS.index.name,
          KeyConditionExpression: '#queue = :queue AND #time >= :from',
          ExpressionAttributeNames: { '#queue': STATE_KEYS.index.partition, '#time': STATE_KEYS.index.sort },
          ExpressionAttributeValues: {
            ':queue': failuresKey(input.queue),
            ':from': sortByTime(input.fromMs),
          },
          ScanIndexForward: false,
          ...(input.max < PAGE_ITEMS && { Limit: input.max }),
          ...(start && { ExclusiveStartKey: start }),
        }),
      ),
    );
    const { Items = [] } = page as { Items?: Item[] };
    failures.push(...Items.filter((item) => !isExpired(item, nowMs)).map(toFailure));
    start = page.LastEvaluatedKey;
  } while (start && failures.length < input.max);
  return {
    failures: failures.slice(0, input.max),
    truncated: start !== undefined || failures.length > input.max,
  };
}

function toFailure(item: Item): Failure {
  const { fingerprint, messageId, startedAtMs, pk, sk } = item;
  return {
    fingerprint: String(fingerprint),
    messageId: String(messageId),
    startedAtMs: Number(startedAtMs),
    key: { pk: String(pk), sk: String(sk) },
  };
}
