import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { callTable, type StateSubject } from './call-table.ts';
import { STATE_KEYS } from './keys.ts';
import type { StateItem } from './read-index-page.ts';

/**
 * Items of the partition whose sort keys begin with `prefix`, in the order of these, in pages of at most a megabyte. Reads consistently:
 * what was written before is in it.
 * `after`: the sort key to go on behind. `limit`: items of a page.
 * @throws DomainError with the code of `subject`
 */
export async function* readPartition({
  ctx,
  input,
}: {
  ctx: Context;
  input: { partition: string; prefix: string; after?: string; limit?: number; subject: StateSubject };
}): AsyncGenerator<StateItem[], void> {
  const { partition, prefix, after, limit, subject } = input;
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
            KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
            ExpressionAttributeNames: { '#pk': STATE_KEYS.partition, '#sk': STATE_KEYS.sort },
            ExpressionAttributeValues: { ':pk': partition, ':prefix': prefix },
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
