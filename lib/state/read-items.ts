import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { ATTEMPTS, callTable, type StateSubject } from './call-table.ts';
import { STATE_KEYS } from './keys.ts';

/** Bound of BatchGetItem. */
export const KEYS_PER_READ = 100;
const CONCURRENT_READS = 4;
/** Before what DynamoDB left unread is asked for again; longer each time it read nothing at all. */
const RETRY_AFTER_MS = 50;
const MAX_EMPTY_ANSWERS = 4;

/** Where an item is. */
interface ItemKey {
  pk: string;
  sk: string;
}

/**
 * The items with these keys, in no order; those that do not exist are left out. Any number of keys, in requests of 100, four at a
 * time. What DynamoDB leaves unread is asked for again until it has read nothing four times in a row.
 * @throws DomainError `attempts-unavailable`, or the code of `subject`; what the SDK throws when `signal` aborts
 */
export async function readItems({
  ctx,
  input,
}: {
  ctx: Context;
  input: { keys: readonly ItemKey[]; subject?: StateSubject; signal?: AbortSignal };
}): Promise<Record<string, unknown>[]> {
  const { keys, subject = ATTEMPTS, signal } = input;
  // DynamoDB refuses a request that has one key twice.
  const unique = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const groups = inGroupsOf(KEYS_PER_READ, unique);
  const found = await mapConcurrently(groups, CONCURRENT_READS, (group) =>
    readGroup(ctx, group, { subject, signal }),
  );
  return found.flat();
}

async function readGroup(
  ctx: Context,
  group: readonly ItemKey[],
  { subject, signal }: { subject: StateSubject; signal: AbortSignal | undefined },
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let emptyAnswers = 0;
  let keys: Record<string, unknown>[] = group.map(({ pk, sk }) => ({
    [STATE_KEYS.partition]: pk,
    [STATE_KEYS.sort]: sk,
  }));
  for (;;) {
    const wanted = keys;
    const { Responses = {}, UnprocessedKeys = {} } = await callTable(
      ctx,
      'dynamodb:BatchGetItem',
      ({ name, documents }) =>
        documents.send(
          new BatchGetCommand({ RequestItems: { [name]: { Keys: wanted } } }),
          signal && { abortSignal: signal },
        ),
      subject,
    );
    items.push(...Object.values(Responses).flat());
    keys = Object.values(UnprocessedKeys).flatMap(({ Keys = [] }) => Keys);
    if (keys.length === 0) return items;
    emptyAnswers = keys.length < wanted.length ? 0 : emptyAnswers + 1;
    if (emptyAnswers === MAX_EMPTY_ANSWERS) throw overloaded(ctx, subject);
    await ctx.clock.wait(RETRY_AFTER_MS * 2 ** emptyAnswers, signal);
  }
}

function overloaded({ state }: Context, { code, name }: StateSubject): DomainError {
  const message = `${name} cannot be read from ${state?.name}: the table is throttled. Try again in a few seconds.`;
  return new DomainError(code, message);
}
