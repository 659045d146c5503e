import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { systemAttributesMd5 } from '../content/md5.ts';
import { delayMsOf, readContent, SEND_MEMBERS, type SendInput } from '../content/read-content.ts';
import { wake } from '../delivery/receive.ts';
import type { Content } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { acceptMessage, type Accepted } from './accept-message.ts';

interface Input extends SendInput {
  QueueUrl: string;
}

export function sendMessage(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'SendMessage',
    shape: {
      type: 'structure',
      members: { QueueUrl: { type: 'string' }, ...SEND_MEMBERS },
      required: ['QueueUrl', 'MessageBody'],
    },
    run(input, context) {
      const { content, accepted } = sendOne(sqs, queueAt(sqs, input.QueueUrl), input, context.callerId);
      const { messageId, sequenceNumber } = accepted;
      return {
        MessageId: messageId,
        MD5OfMessageBody: content.bodyMd5,
        MD5OfMessageAttributes: content.attributesMd5,
        MD5OfMessageSystemAttributes: systemAttributesMd5(content.traceHeader),
        SequenceNumber: sequenceNumber,
      };
    },
  };
}

/**
 * Checks one message and puts it into the queue, for whoever is waiting there.
 * @throws {Fault} what `readContent` throws; InvalidParameterValue for a message larger than the queue takes
 */
export function sendOne(
  sqs: Sqs,
  queue: Queue,
  input: SendInput,
  senderId: string,
): { content: Content; accepted: Accepted } {
  const content = readContent(queue, input, senderId);
  const maximumBytes = queue.settings.maximumMessageSizeBytes;
  if (content.sizeBytes > maximumBytes) {
    throw new Fault(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumBytes} bytes.`,
    );
  }
  const accepted = acceptMessage(sqs, queue, content, delayMsOf(queue, input), sqs.clock.nowMs());
  if (accepted.isDuplicate) sqs.metrics.deduplicated(queue, 1);
  else sqs.metrics.sent(queue, [content.sizeBytes]);
  wake(sqs, queue);
  return { content, accepted };
}
