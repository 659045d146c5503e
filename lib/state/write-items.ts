import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { callTable, type StateSubject } from './call-table.ts';
import type { StateItem } from './read-index-page.ts';

/** Bounds of BatchWriteItem. */
const ITEMS_PER_WRITE = 25;
const CONCURRENT_WRITES = 4;
const FIRST_RETRY_AFTER_MS = 50;
const MAX_ATTEMPTS = 8;

/**
 * Writes items whole, in no order, each replacing what is there under its key; returns when all are stored. What DynamoDB leaves
 * unprocessed, throttles or fails at is written again, for about ten seconds in all.
 * @throws DomainError with the code of `subject`; some items may have been stored
 */
export async function writeItems({
  ctx,
  input,
}: {
  ctx: Context;
  input: { items: readonly StateItem[]; subject: StateSubject };
}): Promise<void> {
  const groups = inGroupsOf(ITEMS_PER_WRITE, input.items);
  await mapConcurrently(groups, CONCURRENT_WRITES, (group) => writeGroup(ctx, group, input.subject));
}

async function writeGroup(ctx: Context, group: readonly StateItem[], subject: StateSubject): Promise<void> {
  let items = [...group];
  for (let attempt = 1; ; attempt += 1) {
    try {
      const left = await writeOnce(ctx, items, subject);
      if (left.length === 0) return;
      items = left;
      if (attempt === MAX_ATTEMPTS) {
        throw new DomainError(subject.code, `${subject.name} cannot be written: the table is throttled.`);
      }
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isPassing(error)) throw error;
    }
    await ctx.clock.wait(FIRST_RETRY_AFTER_MS * 2 ** (attempt - 1));
  }
}

async function writeOnce(
  ctx: Context,
  items: readonly StateItem[],
  subject: StateSubject,
): Promise<StateItem[]> {
  return callTable(
    ctx,
    'dynamodb:BatchWriteItem',
    async ({ name, documents }) => {
      const requests = items.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems = {} } = await documents.send(
        new BatchWriteCommand({ RequestItems: { [name]: requests } }),
      );
      return Object.values(UnprocessedItems)
        .flat()
        .flatMap(({ PutRequest }) => (PutRequest?.Item ? [PutRequest.Item] : []));
    },
    subject,
  );
}

/** Writing whole items twice is harmless, so whatever may pass is tried again. */
function isPassing(error: unknown): boolean {
  const cause = error instanceof DomainError ? error.cause : undefined;
  return cause instanceof DomainError && ['throttled', 'unreachable', 'aws-failed'].includes(cause.code);
}
