import {
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { performance } from 'node:perf_hooks';
import { createContext, type Context } from '#lib/context';
import { runJob } from '#lib/redrive/mover/run-job';
import { createRedrive } from '#test/factories/redrives/run';
import { showJob } from '#lib/redrive/jobs/show-job';
import type { Moving } from './moving.ts';

/**
 * `mover-process.ts <bare|mover> <source> <target> <messages> <connections>`: moves all messages of a dead-letter queue in this process and
 * prints a {@link Moving}.
 */
const [rival = '', source = '', target = '', messages = '', connections = ''] = process.argv.slice(2);

const HIDDEN_SECONDS = 300;

/** What anybody would write who only wants them moved: it loses what fails, and knows nothing afterwards. */
async function moveBare({ aws: { sqs } }: Context): Promise<number> {
  const urlOf = async (QueueName: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  const [from, to] = await Promise.all([urlOf(source), urlOf(target)]);
  let moved = 0;
  const loop = async () => {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: from,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: HIDDEN_SECONDS,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return;
      await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: to,
          Entries: Messages.map(({ Body, MessageAttributes }, index) => ({
            Id: String(index),
            MessageBody: Body,
            MessageAttributes,
          })),
        }),
      );
      await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: from,
          Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
      moved += Messages.length;
    }
  };
  await Promise.all(Array.from({ length: Number(connections) }, loop));
  return moved;
}

async function moveByJob(ctx: Context): Promise<{ moved: number; moveMs: number }> {
  const { id } = await createRedrive(ctx, {
    source,
    target,
    selection: { all: true },
    allowManyGenerations: true,
  });
  await runJob({ ctx, input: { jobId: id, options: { connections: Number(connections) } } });
  const { totals, startedAtMs, stages } = await showJob({ ctx, input: { id } });
  // The last second is the long poll that finds the queue empty; a bare loop ends without it.
  const lastPollMs = 1000;
  return { moved: totals.moved, moveMs: (stages[0]?.endedAtMs ?? 0) - (startedAtMs ?? 0) - lastPollMs };
}

/** Of this process since its start. */
function usage(): Pick<Moving, 'cpuMs' | 'peakRssBytes'> {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, peakRssBytes: process.resourceUsage().maxRSS * 1024 };
}

const ctx = createContext();
const startMs = performance.now();
let moving: Moving;
if (rival === 'bare') {
  const moved = await moveBare(ctx);
  moving = { messages: moved, moveMs: performance.now() - startMs, ...usage() };
} else {
  const { moved, moveMs } = await moveByJob(ctx);
  moving = { messages: moved, moveMs, ...usage() };
}
if (moving.messages !== Number(messages))
  throw new Error(`${moving.messages} of ${messages} messages were moved.`);
console.log(JSON.stringify(moving));
process.exit(0);
