import { performance } from 'node:perf_hooks';
import { runLoops } from './load/concurrency.ts';
import { callSqs, createRawClient, type RawClient } from './load/raw-client.ts';

const CONNECTIONS = 16;
const BATCH_SIZE = 10;
const BODY = 'x'.repeat(1_000);
const EDGE = 0.05;
const WARM_UP_MESSAGES = 20_000;

/** Messages a second over a drained queue. */
export interface DrainRates {
  firstRate: number;
  lastRate: number;
  overallRate: number;
}

/** Fills a queue, then receives and deletes until nothing is left. The first and the last 5 % are timed apart. */
export async function measureDrain(engineUrl: string, messages: number): Promise<DrainRates> {
  const client = createRawClient(engineUrl, CONNECTIONS);
  try {
    await drain(client, await fillQueue(client, 'bench-warm-up', WARM_UP_MESSAGES), WARM_UP_MESSAGES);
    const deletedAtMs = await drain(client, await fillQueue(client, 'bench-drain', messages), messages);
    const edge = Math.floor(deletedAtMs.length * EDGE);
    const at = (index: number) => deletedAtMs[index] ?? Number.NaN;
    const last = deletedAtMs.length - 1;
    const rate = (from: number, to: number) => ((to - from) * BATCH_SIZE * 1_000) / (at(to) - at(from));
    return { firstRate: rate(0, edge), lastRate: rate(last - edge, last), overallRate: rate(0, last) };
  } finally {
    client.close();
  }
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
