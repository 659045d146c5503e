import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { ATTEMPTS, callTable, type StateSubject } from './call-table.ts';
import { STATE_KEYS } from './keys.ts';

/** An item as the document client reads it. */
export type StateItem = Record<string, unknown>;

/** A page of one partition of the index, newest first. */
export interface IndexPage {
  items: StateItem[];
  /** Where the next page begins; undefined after the last one. */
  next: StateItem | undefined;
}

/**
 * Items of the index partition `partition` that sort at `from` or after, newest first: a page of at most `limit` items and a
 * megabyte. They have the keys and what the index projects.
 * @throws DomainError `attempts-unavailable`, or the code of `subject`
 */
export async function readIndexPage({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    partition: string;
    from: string;
    limit?: number;
    start?: StateItem | undefined;
    subject?: StateSubject;
  };
}): Promise<IndexPage> {
  const { partition, from, limit, start, subject = ATTEMPTS } = input;
  const page = await callTable(
    ctx,
    'dynamodb:Query',
    ({ name, documents }) =>
      documents.send(
        new QueryCommand({
          TableName: name,
          IndexName: STATE_KEYS.index.name,
          KeyConditionExpression: '#partition = :partition AND #sort >= :from',
          ExpressionAttributeNames: {
            '#partition': STATE_KEYS.index.partition,
            '#sort': STATE_KEYS.index.sort,
          },
          ExpressionAttributeValues: { ':partition': partition, ':from': from },
          ScanIndexForward: false,
          ...(limit !== undefined && { Limit: limit }),
          ...(start && { ExclusiveStartKey: start }),
        }),
      ),
    subject,
  );
  return { items: page.Items ?? [], next: page.LastEvaluatedKey };
}
