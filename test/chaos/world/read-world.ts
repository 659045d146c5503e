import { setTimeout as pass } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from '#lib/context';
import { parseFileLine } from '#lib/messages/files/parse-file-line';
import { toSdkAttributes } from '#lib/queues/entries/attribute-values';
import { readFileLines } from '#lib/redrive/files/read-file';
import { receive } from '#test/factories/message';
import { readDepth, type TestQueue } from '#test/factories/queue';
import type { Found } from '../judge/evidence.ts';
import { keyOf } from '../plan/messages.ts';

/** Longer than any round. */
const HOLD_SECONDS = 900;

/** Takes everything out of a queue, in its order; waits for what a dead mover has hidden. */
export async function drain(sqs: SQSClient, { url }: TestQueue): Promise<Found[]> {
  const found: Found[] = [];
  for (;;) {
    const messages = await receive(sqs, url, { VisibilityTimeout: HOLD_SECONDS, WaitTimeSeconds: 1 });
    if (messages.length > 0) {
      found.push(...messages.map(toFound));
      const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
      continue;
    }
    const { visible, inFlight, delayed } = await readDepth(sqs, url);
    if (visible + inFlight + delayed === 0) return found;
  }
}

const LOOK_EVERY_MS = 200;

/** Waits until what a dead mover has hidden is back. */
export async function untilNoneIsHidden(sqs: SQSClient, { url }: TestQueue): Promise<void> {
  while ((await readDepth(sqs, url)).inFlight > 0) await pass(LOOK_EVERY_MS);
}

/** What a deletion has kept; a message that is written twice is one. */
export async function readSnapshot(ctx: Context, jobId: string): Promise<Found[]> {
  const found = new Map<string, Found>();
  let lineNumber = 0;
  for await (const line of readFileLines(ctx, { id: jobId, linesId: jobId })) {
    const parsed = parseFileLine(line, (lineNumber += 1));
    if ('problem' in parsed) throw new TypeError(parsed.problem);
    const { messageId, body, attributes, traceHeader, groupId } = parsed.message;
    found.set(messageId ?? '', {
      key: keyOf(body),
      body,
      attributes: toSdkAttributes(attributes),
      traceHeader,
      groupId,
    });
  }
  return [...found.values()];
}

function toFound({ Body = '', MessageAttributes = {}, Attributes }: Message): Found {
  return {
    key: keyOf(Body),
    body: Body,
    attributes: MessageAttributes,
    traceHeader: Attributes?.AWSTraceHeader ?? null,
    groupId: Attributes?.MessageGroupId ?? null,
  };
}
