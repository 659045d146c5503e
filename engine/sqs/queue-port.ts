import { Fault } from '../core/fault.ts';
import type { QueuePort, QueueRecord, StoredAttribute } from '../core/queue-port.ts';
import { readSystemAttributes } from './content/system-attributes.ts';
import { receive, wake } from './delivery/receive.ts';
import { deleteByHandle } from './messages/receipt.ts';
import { sendOne } from './messages/send-message.ts';
import { bodyOf, type Message, type MessageAttribute } from './state/message.ts';
import type { Queue } from './state/queue.ts';
import { formatReceiptHandle } from './state/receipt-handle.ts';
import { queueByArn, type Sqs } from './state/sqs.ts';

/** Who Lambda sends as; on AWS it is the role of the function. */
const LAMBDA_SENDER = 'lambda';

/** The queues as Lambda uses them, by the same code as the wire actions. */
export function createQueuePort(sqs: Sqs): QueuePort {
  return {
    find(queueArn) {
      const queue = queueByArn(sqs, queueArn);
      return (
        queue && {
          arn: queue.arn,
          name: queue.name,
          fifo: queue.fifo,
          visibilityTimeoutSeconds: queue.settings.visibilityTimeoutMs / 1000,
        }
      );
    },
    async receive({ queueArn, maxMessages, waitSeconds, visibilityTimeoutSeconds, signal }) {
      const queue = queueByArn(sqs, queueArn);
      if (!queue || signal.aborted) return [];
      sqs.metrics.active(queue);
      const messages = await receive(sqs, queue, {
        maxMessages,
        visibilityTimeoutMs:
          visibilityTimeoutSeconds === undefined ? undefined : visibilityTimeoutSeconds * 1000,
        waitMs: waitSeconds * 1000,
        signal: () => signal,
      });
      if (!sqs.closed && !queue.deleted) sqs.metrics.received(queue, messages.length);
      const records = messages.map((message) => toRecord(queue, message));
      // What a function sees of a message must be true after a crash, its receive count above all.
      await sqs.journal.committed();
      return records;
    },
    delete({ queueArn, receiptHandles }) {
      const queue = queueByArn(sqs, queueArn);
      if (!queue || receiptHandles.length === 0) return;
      sqs.metrics.active(queue);
      for (const handle of receiptHandles) {
        try {
          deleteByHandle(sqs, queue, handle);
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
        }
      }
      sqs.metrics.deleted(queue, receiptHandles.length);
      wake(sqs, queue);
    },
    send({ queueArn, body, attributes }) {
      const queue = queueByArn(sqs, queueArn);
      if (!queue) throw new Fault('QueueDoesNotExist', 'The specified queue does not exist.');
      sendOne(sqs, queue, { MessageBody: body, MessageAttributes: { ...attributes } }, LAMBDA_SENDER);
    },
  };
}

function toRecord(queue: Queue, message: Message): QueueRecord {
  return {
    messageId: message.id,
    receiptHandle: formatReceiptHandle(queue, message),
    body: bodyOf(message),
    md5OfBody: message.bodyMd5,
    attributes: readSystemAttributes(message),
    messageAttributes: Object.fromEntries(message.attributes.map(toStored)),
    ...(message.attributesMd5 !== undefined && { md5OfMessageAttributes: message.attributesMd5 }),
  };
}

function toStored(attribute: MessageAttribute): [string, StoredAttribute] {
  const { name, dataType, stringValue, binaryValue } = attribute;
  return binaryValue === undefined
    ? [name, { DataType: dataType, StringValue: stringValue ?? '' }]
    : [name, { DataType: dataType, BinaryValue: Buffer.from(binaryValue, 'base64') }];
}
