import { DeleteQueueCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { createDeadLetterPair, deadLetterAll } from '#test/factories/dead-letters';
import { attempt, attemptError, writeAttempts } from '#test/factories/attempts';
import { createQueue, type TestQueue } from '#test/factories/queue';
import type { Context } from '#lib/context';
import { messageSizeBytes } from '#lib/queues/entries/message-size';
import { packBatches } from '#lib/queues/entries/batches';
import type { Original } from '../judge/evidence.ts';
import type { ChaosMessage } from '../plan/messages.ts';
import type { RoundPlan } from '../plan/plan.ts';

/** The queues of a round, filled. */
export interface Stage {
  /** Where the messages die and where they go back to. */
  origin: TestQueue;
  deadLetters: TestQueue;
  /** Named as the target; null where each goes back to where it came from. */
  target: TestQueue | null;
  /** In the order of the dead-letter queue, of each group. */
  originals: Original[];
  /** The cause of the picked messages, for a selection by it. */
  fingerprint: string;
  close(): Promise<void>;
}

export async function setStage(ctx: Context, sqs: SQSClient, plan: RoundPlan): Promise<Stage> {
  const attributes = plan.isFifo ? { FifoQueue: 'true' } : {};
  const { source: origin, deadLetters } = await createDeadLetterPair(sqs, {
    sourceAttributes: attributes,
    deadLetterAttributes: attributes,
  });
  const target = plan.hasTarget ? await createQueue(sqs, attributes, 'target') : null;
  const ids = await send(sqs, plan.hasTarget ? deadLetters.url : origin.url, plan.messages);
  if (!plan.hasTarget) await deadLetterAll(sqs, origin);
  const fingerprint = 'v1-00000000c4a05000';
  if (plan.selection === 'fingerprint') await noteCauses(ctx, plan.messages, ids, fingerprint);
  return {
    origin,
    deadLetters,
    target,
    fingerprint,
    originals: plan.messages.map((message, index) => ({ ...message, messageId: ids[index] ?? '' })),
    async close() {
      for (const queue of [origin, deadLetters, target]) {
        if (queue) await sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
      }
    },
  };
}

/** Sends in order; returns the ids. */
async function send(sqs: SQSClient, QueueUrl: string, messages: readonly ChaosMessage[]): Promise<string[]> {
  const ids = new Map<string, string>();
  const sized = messages.map((message) => ({
    message,
    sizeBytes: messageSizeBytes(message.body, message.attributes),
  }));
  for (const batch of packBatches(sized)) {
    const { Successful = [], Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: batch.map(({ message: { key, body, attributes, traceHeader, groupId } }) => ({
          Id: key,
          MessageBody: body,
          MessageAttributes: attributes,
          ...(traceHeader !== null && {
            MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
          }),
          ...(groupId !== null && { MessageGroupId: groupId, MessageDeduplicationId: key }),
        })),
      }),
    );
    if (Failed.length > 0) throw new TypeError(`the stage cannot be set: ${Failed[0]?.Message}`);
    for (const { Id = '', MessageId = '' } of Successful) ids.set(Id, MessageId);
  }
  return messages.map(({ key }) => ids.get(key) ?? '');
}

async function noteCauses(
  { state }: Context,
  messages: readonly ChaosMessage[],
  ids: readonly string[],
  fingerprint: string,
): Promise<void> {
  if (!state) throw new TypeError('there is no state table');
  const failures = messages.flatMap(({ isPicked }, index) => {
    const messageId = ids[index] ?? '';
    const error = attemptError(isPicked ? { fingerprint } : {});
    return attempt({ messageId, error });
  });
  await writeAttempts(state, failures);
}
