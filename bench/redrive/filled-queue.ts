import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { stateTable } from '#infra/state-table';
import { describeError } from '#lib/attempts/describe/describe-error';
import type { AttemptError } from '#lib/attempts/types';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { openStateTable } from '#lib/state/state-table';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { createDeadLetterPair, type DeadLetterPair } from '#test/factories/dead-letters';
import { receive } from '#test/factories/message';
import { readDepth, type TestQueue } from '#test/factories/queue';
import { createStateTable } from '#test/factories/state-table';

const CONCURRENT_REQUESTS = 16;
/** Attempts written at once, so that the items of few are in memory. */
const ATTEMPTS_PER_TURN = 10_000;
const CAUSES = 20;
const WINDOW_MS = 24 * 3_600_000;

/** A dead-letter queue with `messages` messages that came from its source, each with the failed attempt that a consumer would have recorded. */
export async function fillQueue(
  endpoint: string,
  { messages, bodyBytes }: { messages: number; bodyBytes: number },
): Promise<DeadLetterPair> {
  const sqs = new SQSClient({ endpoint, requestHandler: { httpAgent: { maxSockets: 64 } } });
  try {
    await createStateTable(endpoint);
    const pair = await createDeadLetterPair(sqs);
    const messageIds = await sendAll(sqs, pair.source, messages, bodyBytes);
    await killAll(sqs, pair);
    await recordAll(messageIds, pair.source.name);
    return pair;
  } finally {
    sqs.destroy();
  }
}

async function sendAll(sqs: SQSClient, { url }: TestQueue, messages: number, bodyBytes: number) {
  const bodies = Array.from({ length: messages }, (_, index) => createBody(index, bodyBytes));
  const sent = await mapConcurrently(inGroupsOf(10, bodies), CONCURRENT_REQUESTS, async (group) => {
    const Entries = group.map((MessageBody, index) => ({
      Id: String(index),
      MessageBody,
      MessageAttributes: {
        tenant: { DataType: 'String', StringValue: `tenant-${index}` },
        attempt: { DataType: 'Number', StringValue: '1' },
      },
    }));
    const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    return Successful.map(({ MessageId = '' }) => MessageId);
  });
  const messageIds = sent.flat();
  if (messageIds.length < messages) throw new Error('The queue did not take all messages.');
  return messageIds;
}

function createBody(index: number, bodyBytes: number): string {
  const order = { type: 'order.paid', order: { id: index, total: index % 1_000 }, note: '' };
  const missing = bodyBytes - JSON.stringify(order).length;
  return JSON.stringify({ ...order, note: 'x'.repeat(Math.max(0, missing)) });
}

/** Receives each message once, and once more, by which it is dead. */
async function killAll(sqs: SQSClient, { source, deadLetters }: DeadLetterPair): Promise<void> {
  const kill = async () => {
    for (let empty = 0; empty < 2;) {
      const messages = await receive(sqs, source.url, { VisibilityTimeout: 0 });
      empty = messages.length === 0 ? empty + 1 : 0;
    }
  };
  do await Promise.all(Array.from({ length: CONCURRENT_REQUESTS }, kill));
  while ((await readDepth(sqs, source.url)).visible > 0);
  if ((await readDepth(sqs, deadLetters.url)).visible === 0) throw new Error('No message died.');
}

async function recordAll(messageIds: readonly string[], queue: string): Promise<void> {
  const table = openStateTable(
    { REDRIVE_TABLE: stateTable.name },
    { connectionTimeoutMs: 5_000, requestTimeoutMs: 60_000, maxAttempts: 2 },
  );
  if (!table) throw new TypeError('The table has a name.');
  const errors = Array.from({ length: CAUSES }, createError);
  const startMs = Date.now() - WINDOW_MS;
  let index = 0;
  try {
    for (const group of inGroupsOf(ATTEMPTS_PER_TURN, messageIds)) {
      const attempts = group.map((messageId) =>
        attempt({
          messageId,
          queue,
          startedAtMs: startMs + index * 100,
          error: errors[(index += 1) % CAUSES] ?? null,
        }),
      );
      await writeAttempts(table, attempts);
    }
  } finally {
    table.documents.destroy();
  }
}

function createError(_: unknown, cause: number): AttemptError {
  const error = new Error('The stock service did not answer request 4711 within 2000 ms.');
  error.name = `Failure${String.fromCharCode(65 + cause)}`;
  return describeError(error);
}
