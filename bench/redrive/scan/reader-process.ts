import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { performance } from 'node:perf_hooks';
import { createContext, type Context } from '#lib/context';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { scanQueue } from '#lib/messages/scan-queue';
import type { Reading } from './reading.ts';

/**
 * `reader-process.ts <bare|scan|scan without causes> <queue> <messages> <receivers>`: reads a dead-letter queue once in this process, gives
 * back what it read and prints a {@link Reading}.
 */
const [reader = '', queue = '', messages = '', receivers = ''] = process.argv.slice(2);

const HIDDEN_SECONDS = 300;

/** What anybody would write who only wants the messages: no more than the SDK, its answers thrown away. */
async function readBare(ctx: Context): Promise<Reading> {
  const { sqs } = ctx.aws;
  const startMs = performance.now();
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  const handles: string[] = [];
  const receiver = async () => {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: HIDDEN_SECONDS,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return;
      for (const { ReceiptHandle } of Messages) if (ReceiptHandle) handles.push(ReceiptHandle);
    }
  };
  await Promise.all(Array.from({ length: Number(receivers) }, receiver));
  const readMs = performance.now() - startMs;
  const { cpuMs, peakRssBytes } = usage();
  await mapConcurrently(inGroupsOf(10, handles), Number(receivers), (group) =>
    sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: group.map((ReceiptHandle, index) => ({
          Id: String(index),
          ReceiptHandle,
          VisibilityTimeout: 0,
        })),
      }),
    ),
  );
  const endMs = performance.now() - startMs;
  return { messages: handles.length, causes: 0, readMs, causesMs: 0, endMs, cpuMs, peakRssBytes };
}

async function readScan(ctx: Context): Promise<Reading> {
  const startMs = performance.now();
  const sinceMs = () => performance.now() - startMs;
  let [count, causes, readMs, causesMs, cpuMs, peakRssBytes] = [0, 0, 0, 0, 0, 0];
  const input = { queue, request: {}, receivers: Number(receivers) };
  for await (const event of await scanQueue({ ctx, input })) {
    if (event.type === 'error') throw new Error(event.message);
    if (event.type === 'message') {
      count += 1;
      if (count !== Number(messages)) continue;
      readMs = sinceMs();
      ({ cpuMs } = usage());
    } else if (event.type === 'attempts') {
      causes += event.latest.length;
      causesMs = sinceMs();
    } else if (event.type === 'done' && event.returningByThemselves > 0) {
      throw new Error(`${event.returningByThemselves} messages were not given back.`);
    }
  }
  ({ peakRssBytes } = usage());
  return { messages: count, causes, readMs, causesMs, endMs: sinceMs(), cpuMs, peakRssBytes };
}

/** Of this process since its start. */
function usage(): { cpuMs: number; peakRssBytes: number } {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, peakRssBytes: process.resourceUsage().maxRSS * 1024 };
}

const ctx = createContext();
const reading =
  reader === 'bare' ? await readBare(ctx) : await readScan(reader === 'scan' ? ctx : { ...ctx, state: null });
if (reading.messages !== Number(messages)) {
  throw new Error(`${reading.messages} of ${messages} messages were read.`);
}
console.log(JSON.stringify(reading));
