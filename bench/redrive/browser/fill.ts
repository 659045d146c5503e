import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { describeError } from '#lib/attempts/describe/describe-error';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import type { StateTable } from '#lib/state/state-table';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { createDeadLetterPair } from '#test/factories/dead-letters';

const CONCURRENT_REQUESTS = 16;
const ATTEMPTS_PER_TURN = 10_000;

/** Why messages fail, each as often as the others. */
export const CAUSES = [
  'PaymentDeclined',
  'StockTimeout',
  'AddressNotFound',
  'PriceChanged',
  'VoucherExpired',
  'CarrierRefused',
  'ModelMismatch',
] as const;
const CITIES = ['Rotterdam', 'Granada', 'Turku', 'Cork', 'Graz'] as const;
const TYPES = ['order', 'refund', 'exchange'] as const;

const NOTE = 'Leave it with the neighbour when nobody opens, and ring twice before you go. ';

/** The `index`-th body, about 500 bytes of JSON. */
function createBody(index: number): string {
  return JSON.stringify({
    id: `ord-${String(index).padStart(7, '0')}`,
    type: TYPES[index % TYPES.length],
    total: (index * 37) % 10_000,
    customer: {
      name: `Customer ${index % 5000}`,
      city: CITIES[index % CITIES.length],
      vip: index % 11 === 0,
    },
    lines: [
      { sku: `sku-${index % 997}`, quantity: (index % 4) + 1 },
      { sku: `sku-${index % 499}`, quantity: (index % 3) + 1 },
    ],
    note: NOTE.repeat(3),
  });
}

const countOf = (messages: number, every: number, remainder: number): number =>
  Math.floor((messages - remainder + every - 1) / every);

/** What a query finds, as it is known from how the bodies were made. The last character of each changes what it finds. */
export function knownQueries(messages: number): { kind: string; query: string; matches: number }[] {
  return [
    { kind: 'text', query: 'Graz', matches: countOf(messages, CITIES.length, 4) },
    { kind: 'JSON path', query: 'body.type:refund', matches: countOf(messages, TYPES.length, 1) },
    { kind: 'cause', query: 'cause:PriceChanged', matches: countOf(messages, CAUSES.length, 3) },
  ];
}

/** A name of a group to choose, and how many messages it has. */
export function knownGroup(messages: number): { name: string; matches: number } {
  return { name: CAUSES[1], matches: countOf(messages, CAUSES.length, 1) };
}

/** Fills a dead-letter queue with messages that failed of seven causes, in turn. Returns its name. */
export async function fillQueue(sqs: SQSClient, table: StateTable, messages: number): Promise<string> {
  const { source, deadLetters } = await createDeadLetterPair(sqs);
  const indexes = Array.from({ length: messages }, (_, index) => index);
  const sent = await mapConcurrently(inGroupsOf(10, indexes), CONCURRENT_REQUESTS, async (group) => {
    const Entries = group.map((index) => ({
      Id: String(index),
      MessageBody: createBody(index),
      MessageAttributes: { tenant: { DataType: 'String', StringValue: `tenant-${index % 20}` } },
    }));
    const { Successful = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: deadLetters.url, Entries }),
    );
    return Successful.map(({ Id, MessageId = '' }) => ({ index: Number(Id), messageId: MessageId }));
  });
  const errors = CAUSES.map((name) => {
    const error = new Error(`The order could not be carried out: ${name}, after 2000 ms.`);
    error.name = name;
    return describeError(error);
  });
  const startMs = Date.now() - messages;
  for (const group of inGroupsOf(ATTEMPTS_PER_TURN, sent.flat())) {
    const attempts = group.map(({ index, messageId }) =>
      attempt({
        messageId,
        queue: source.name,
        startedAtMs: startMs + index,
        error: errors[index % errors.length] ?? null,
      }),
    );
    await writeAttempts(table, attempts);
  }
  return deadLetters.name;
}
