import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { callTable, type StateSubject } from './call-table.ts';
import { STATE_KEYS } from './keys.ts';
import type { StateItem } from './read-index-page.ts';

/** Sort keys that begin with `prefix`, or those between two, both included. */
type SortKeys = { prefix: string } | { from: string; to: string };

/**
 * Items of the partition with these sort keys, in the order of them or, `newestFirst`, the other way round; in pages of at most a megabyte. Reads
 * consistently: what was written before is in it.
 * `after`: the sort key to go on behind. `limit`: items of a page.
 * @throws DomainError with the code of `subject`
 */
export async function* readPartition({
  ctx,
  input,
}: {
  ctx: Context;
  input: SortKeys & {
    partition: string;
    after?: string;
    limit?: number;
    newestFirst?: boolean;
    subject: StateSubject;
  };
}): AsyncGenerator<StateItem[], void> {
  const { partition, after, limit, newestFirst = false, subject } = input;
  const [condition, bounds] =
    'prefix' in input
      ? ['begins_with(#sk, :prefix)', { ':prefix': input.prefix }]
      : ['#sk BETWEEN :from AND :to', { ':from': input.from, ':to': input.to }];
  let start: StateItem | undefined =
    after === undefined ? undefined : { [STATE_KEYS.partition]: partition, [STATE_KEYS.sort]: after };
  do {
    const page = await callTable(
      ctx,
      'dynamodb:Query',
      ({ name, documents }) =>
        documents.send(
          new QueryCommand({
            TableName: name,
            KeyConditionExpression: `#pk = :pk AND ${condition}`,
            ExpressionAttributeNames: { '#pk': STATE_KEYS.partition, '#sk': STATE_KEYS.sort },
            ExpressionAttributeValues: { ':pk': partition, ...bounds },
            ScanIndexForward: !newestFirst,
            ConsistentRead: true,
            ...(limit !== undefined && { Limit: limit }),
            ...(start && { ExclusiveStartKey: start }),
          }),
        ),
      subject,
    );
    if (page.Items?.length) yield page.Items;
    start = page.LastEvaluatedKey;
  } while (start);
}
