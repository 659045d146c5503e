import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { stateTable } from '#infra/state-table';
import { describeError } from '#lib/attempts/describe/describe-error';
import type { Attempt } from '#lib/attempts/types';
import { openStateTable } from '#lib/state/state-table';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { createFilledPair } from '#test/factories/dead-letters';
import { createStateTable } from '#test/factories/state-table';
import { ATTEMPTS_PER_MESSAGE, type PagePlan } from './plan.ts';

/** Of the reasons why messages fail. */
const NAMES = 'ABCDEFGHIJKLMNOPQRST'.split('').map((letter) => `Failure${letter}`);
export const CAUSES = NAMES.length;
const WINDOW_MS = 24 * 3_600_000;
/** A newest attempt must not be of the future. */
const MARGIN_MS = 60_000;

export interface Filled {
  queue: string;
  deadLetterQueue: string;
}

/** Dead letters, and the attempts that consumers would have recorded of them and of others of their queue in the last 24 hours. */
export async function fillTable(endpoint: string, { attempts, deadLetters }: PagePlan): Promise<Filled> {
  await createStateTable(endpoint);
  const table = openStateTable(process.env, {
    connectionTimeoutMs: 5_000,
    requestTimeoutMs: 60_000,
    maxAttempts: 2,
  });
  if (!table) throw new TypeError(`The environment is to name ${stateTable.name}.`);
  const sqs = new SQSClient({ endpoint });
  try {
    const pair = await createFilledPair(sqs, deadLetters, { maxReceiveCount: ATTEMPTS_PER_MESSAGE });
    const messages = Math.ceil(attempts / ATTEMPTS_PER_MESSAGE);
    const others = Array.from({ length: messages - deadLetters }, () => randomUUID());
    const messageIds = [...others, ...pair.messageIds];
    await writeAttempts(table, toAttempts(messageIds, pair.source.name).slice(-attempts));
    return { queue: pair.source.name, deadLetterQueue: pair.deadLetters.name };
  } finally {
    sqs.destroy();
    table.documents.destroy();
  }
}

/** The last messages have failed last. */
function toAttempts(messageIds: readonly string[], queue: string): Attempt[] {
  const errors = NAMES.map((name) => describeError(createError(name)));
  const count = messageIds.length * ATTEMPTS_PER_MESSAGE;
  const stepMs = (WINDOW_MS - 2 * MARGIN_MS) / count;
  const startMs = Date.now() - MARGIN_MS - count * stepMs;
  return messageIds.flatMap((messageId, message) =>
    Array.from({ length: ATTEMPTS_PER_MESSAGE }, (_, index) =>
      attempt({
        messageId,
        queue,
        receiveCount: index + 1,
        startedAtMs: Math.round(startMs + (message * ATTEMPTS_PER_MESSAGE + index) * stepMs),
        error: errors[message % CAUSES] ?? null,
      }),
    ),
  );
}

function createError(name: string): Error {
  const error = new Error(`The stock service did not answer request ${randomUUID()} within 2000 ms.`);
  error.name = name;
  return error;
}
