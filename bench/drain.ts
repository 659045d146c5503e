import { performance } from 'node:perf_hooks';
import { median, runLoops } from './load/concurrency.ts';
import { callSqs, createRawClient, type RawClient } from './load/raw-client.ts';

const CONNECTIONS = 16;
const BATCH_SIZE = 10;
const BODY = 'x'.repeat(1_000);
const EDGE = 0.05;
const ROUNDS = 5;
const WARM_UP_MESSAGES = 20_000;

/** Messages a second over a drained queue, each the median of all rounds. */
export interface DrainRates {
  firstRate: number;
  lastRate: number;
  overallRate: number;
  /** Last ÷ first of each round, their median: an edge takes a tenth of a second, and one round proves little. */
  ratio: number;
  rounds: number;
}

/** Fills a queue, then receives and deletes until nothing is left. The first and the last 5 % are timed apart. */
export async function measureDrain(engineUrl: string, messages: number): Promise<DrainRates> {
  const client = createRawClient(engineUrl, CONNECTIONS);
  const rounds: { first: number; last: number; overall: number }[] = [];
  try {
    await drain(client, await fillQueue(client, 'bench-warm-up', WARM_UP_MESSAGES), WARM_UP_MESSAGES);
    while (rounds.length < ROUNDS) {
      const queueUrl = await fillQueue(client, `bench-drain-${rounds.length}`, messages);
      rounds.push(toRates(await drain(client, queueUrl, messages)));
    }
  } finally {
    client.close();
  }
  return {
    firstRate: median(rounds.map(({ first }) => first)),
    lastRate: median(rounds.map(({ last }) => last)),
    overallRate: median(rounds.map(({ overall }) => overall)),
    ratio: median(rounds.map(({ first, last }) => last / first)),
    rounds: ROUNDS,
  };
}

function toRates(deletedAtMs: readonly number[]) {
  const edge = Math.floor(deletedAtMs.length * EDGE);
  const end = deletedAtMs.length - 1;
  const at = (index: number) => deletedAtMs[index] ?? Number.NaN;
  const rate = (from: number, to: number) => ((to - from) * BATCH_SIZE * 1_000) / (at(to) - at(from));
  return { first: rate(0, edge), last: rate(end - edge, end), overall: rate(0, end) };
}

async function fillQueue(client: RawClient, name: string, messages: number): Promise<string> {
  const { QueueUrl } = await callSqs<{ QueueUrl: string }>(client, 'CreateQueue', { QueueName: name });
  const Entries = Array.from({ length: BATCH_SIZE }, (_, index) => ({
    Id: String(index),
    MessageBody: BODY,
  }));
  let left = messages / BATCH_SIZE;
  await runLoops(CONNECTIONS, async () => {
    if (left <= 0) return false;
    left -= 1;
    await callSqs(client, 'SendMessageBatch', { QueueUrl, Entries });
    return true;
  });
  return QueueUrl;
}

/** When each batch of ten was deleted, in order. Throws unless every message came exactly once. */
async function drain(client: RawClient, QueueUrl: string, messages: number): Promise<number[]> {
  const deletedAtMs: number[] = [];
  const seen = new Set<string>();
  await runLoops(CONNECTIONS, async () => {
    const { Messages = [] } = await callSqs<{ Messages?: { MessageId: string; ReceiptHandle: string }[] }>(
      client,
      'ReceiveMessage',
      { QueueUrl, MaxNumberOfMessages: BATCH_SIZE, VisibilityTimeout: 600 },
    );
    if (Messages.length === 0) return false;
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await callSqs(client, 'DeleteMessageBatch', { QueueUrl, Entries });
    for (const { MessageId } of Messages) seen.add(MessageId);
    deletedAtMs.push(performance.now());
    return true;
  });
  if (seen.size !== messages) throw new Error(`${messages} were sent and ${seen.size} came`);
  return deletedAtMs;
}
