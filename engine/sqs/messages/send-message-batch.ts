import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { systemAttributesMd5 } from '../content/md5.ts';
import {
  delayMsOf,
  measureContent,
  readContent,
  SEND_MEMBERS,
  type SendInput,
} from '../content/read-content.ts';
import { wake } from '../delivery/receive.ts';
import { LIMITS } from '../limits.ts';
import type { Queue } from '../state/queue.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { acceptMessage } from './accept-message.ts';
import { checkBatch, forEachEntry } from './batch.ts';

interface Entry extends SendInput {
  Id: string;
}

interface Input {
  QueueUrl: string;
  Entries: Entry[];
}

/** Sends up to ten messages; what is wrong with one of them fails that one. */
export function sendMessageBatch(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'SendMessageBatch',
    shape: {
      type: 'structure',
      members: {
        QueueUrl: { type: 'string' },
        Entries: {
          type: 'list',
          of: {
            type: 'structure',
            members: { Id: { type: 'string' }, ...SEND_MEMBERS },
            required: ['Id', 'MessageBody'],
          },
        },
      },
      required: ['QueueUrl', 'Entries'],
    },
    run({ QueueUrl, Entries }, context) {
      const queue = queueAt(sqs, QueueUrl);
      checkBatch(Entries, 'SendMessageBatchRequestEntry');
      checkGroups(queue, Entries);
      checkTotalSize(Entries);
      const { callerId } = context;
      const nowMs = sqs.clock.nowMs();
      const sizesBytes: number[] = [];
      let duplicates = 0;

      const answer = forEachEntry(Entries, (entry) => {
        const content = readContent(queue, entry, callerId);
        checkSize(queue, content.sizeBytes);
        const { messageId, sequenceNumber, isDuplicate } = acceptMessage(
          sqs,
          queue,
          content,
          delayMsOf(queue, entry),
          nowMs,
        );
        if (isDuplicate) duplicates++;
        else sizesBytes.push(content.sizeBytes);
        return {
          Id: entry.Id,
          MessageId: messageId,
          MD5OfMessageBody: content.bodyMd5,
          MD5OfMessageAttributes: content.attributesMd5,
          MD5OfMessageSystemAttributes: systemAttributesMd5(content.traceHeader),
          SequenceNumber: sequenceNumber,
        };
      });

      if (sizesBytes.length > 0) sqs.metrics.sent(queue, sizesBytes);
      if (duplicates > 0) sqs.metrics.deduplicated(queue, duplicates);
      wake(sqs, queue);
      return answer;
    },
  };
}

/** An entry without a group fails the whole call, unlike other faults of an entry. */
function checkGroups(queue: Queue, entries: readonly Entry[]): void {
  if (queue.fifo && entries.some(({ MessageGroupId }) => MessageGroupId === undefined)) {
    throw new Fault('InvalidParameterValue', 'The request must contain the parameter MessageGroupId.');
  }
}

function checkTotalSize(entries: readonly Entry[]): void {
  let totalBytes = 0;
  for (const entry of entries) totalBytes += measureContent(entry);
  const maximumBytes = LIMITS.messageSizeBytes.max;
  if (totalBytes > maximumBytes) {
    throw new Fault(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${maximumBytes} bytes. You have sent ${totalBytes} bytes.`,
    );
  }
}

function checkSize(queue: Queue, sizeBytes: number): void {
  const maximumBytes = queue.settings.maximumMessageSizeBytes;
  if (sizeBytes > maximumBytes) {
    throw new Fault(
      'InvalidParameterValue',
      `One or more parameters cannot be validated. Reason: Message must be shorter than ${maximumBytes} bytes.`,
    );
  }
}
