import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { toItems } from '#lib/attempts/items/attempt-item';
import type { Attempt, AttemptError } from '#lib/attempts/types';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import type { StateTable } from '#lib/state/state-table';

/** A failed first attempt at a message of `orders`, unless `part` says otherwise. */
export function attempt(part: Partial<Attempt> & { messageId: string }): Attempt {
  const startedAtMs = part.startedAtMs ?? Date.now() - 1_000;
  return {
    rootId: part.messageId,
    generation: 0,
    queue: 'orders',
    attempt: part.receiveCount ?? 1,
    receiveCount: 1,
    outcome: 'failed',
    startedAtMs,
    durationMs: 12,
    error: part.outcome === 'succeeded' ? null : attemptError(),
    scope: 'message',
    functionName: 'processor',
    functionVersion: '$LATEST',
    requestId: `request of ${part.messageId}`,
    sentAtMs: startedAtMs - 500,
    firstReceivedAtMs: startedAtMs - 5,
    ...part,
  };
}

export function attemptError(part: Partial<AttemptError> = {}): AttemptError {
  return {
    name: 'PaymentDeclined',
    message: 'Card 4711 was declined.',
    stack: 'PaymentDeclined: Card 4711 was declined.\n    at charge (payment.ts:10:3)',
    fingerprint: 'v1-0123456789abcdef',
    ...part,
  };
}

/** Two items an attempt, twenty-five a request. */
const ATTEMPTS_PER_WRITE = 12;
const CONCURRENT_WRITES = 8;

/** Puts attempts into the table, as the recorder writes them. */
export async function writeAttempts(
  { name, documents }: StateTable,
  attempts: readonly Attempt[],
): Promise<void> {
  await mapConcurrently(inGroupsOf(ATTEMPTS_PER_WRITE, attempts), CONCURRENT_WRITES, async (group) => {
    const items = group.flatMap(toItems);
    // A message that is in here twice has one latest attempt: the last.
    const unique = new Map(items.map((item) => [`${String(item['pk'])} ${String(item['sk'])}`, item]));
    const requests = [...unique.values()].map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await documents.send(
      new BatchWriteCommand({ RequestItems: { [name]: requests } }),
    );
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('the table did not take all of it');
  });
}
