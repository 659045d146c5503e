import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { retryingKey, sortByTime } from '#lib/attempts/items/attempt-item';
import type { Context } from '#lib/context';
import { callTable } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import type { StateItem } from '#lib/state/read-index-page';

/** Small enough that the receivers of a scan are not kept waiting while a page is parsed. */
const ROWS_PER_PAGE = 2_000;

/** What the index knows of a message whose latest attempt failed. */
export interface FailedMessage {
  messageId: string;
  fingerprint: string;
  receiveCount: number;
  startedAtMs: number;
}

/**
 * Messages of a queue whose latest attempt failed since `fromMs`, newest attempt first, page by page. Much cheaper than looking each up: a read
 * unit of DynamoDB for about fifty of them, and an eighth of our processor time.
 * @throws DomainError `attempts-unavailable`; what the SDK throws when `signal` aborts
 */
export async function* readFailed({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; fromMs: number; signal: AbortSignal };
}): AsyncGenerator<FailedMessage[], void> {
  const { index } = STATE_KEYS;
  let start: StateItem | undefined;
  do {
    const page = await callTable(ctx, 'dynamodb:Query', ({ name, documents }) =>
      documents.send(
        new QueryCommand({
          TableName: name,
          IndexName: index.name,
          KeyConditionExpression: '#partition = :partition AND #sort >= :from',
          // The sort key has the other facts; each attribute more costs as much time again.
          ProjectionExpression: '#sort, fingerprint',
          ExpressionAttributeNames: { '#partition': index.partition, '#sort': index.sort },
          ExpressionAttributeValues: {
            ':partition': retryingKey(input.queue),
            ':from': sortByTime(input.fromMs),
          },
          ScanIndexForward: false,
          Limit: ROWS_PER_PAGE,
          ...(start && { ExclusiveStartKey: start }),
        }),
        { abortSignal: input.signal },
      ),
    );
    yield (page.Items ?? []).map(toFailed);
    start = page.LastEvaluatedKey;
  } while (start);
}

/** The sort key of a failure is `<start>#<message id>#<receive count>`. */
function toFailed(item: StateItem): FailedMessage {
  const sort = String(item[STATE_KEYS.index.sort]);
  const start = sort.indexOf('#');
  const end = sort.lastIndexOf('#');
  return {
    messageId: sort.slice(start + 1, end),
    fingerprint: String(item['fingerprint']),
    receiveCount: Number(sort.slice(end + 1)),
    startedAtMs: Number(sort.slice(0, start)),
  };
}
