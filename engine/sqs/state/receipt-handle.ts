import type { Message } from './message.ts';
import type { Queue } from './queue.ts';

/** Which delivery of which message a handle speaks of. */
export interface Receipt {
  queueName: string;
  messageNumber: number;
  messageId: string;
  /** The message's receive count at that delivery. */
  receiveCount: number;
}

const PATTERN = /^([\w.-]{1,80}) (\d{1,15}) ([0-9a-f-]{36}) (\d{1,9})$/;

/** The handle of the message's latest delivery. Everything to find it again is inside, so no table of handles is kept. */
export function formatReceiptHandle(queue: Queue, message: Message): string {
  return btoa(`${queue.name} ${message.number} ${message.id} ${message.receiveCount}`);
}

/** What a handle says, or undefined when it is not one of ours. */
export function parseReceiptHandle(handle: string): Receipt | undefined {
  const parts = PATTERN.exec(Buffer.from(handle, 'base64').toString('latin1'));
  if (!parts) return undefined;
  const [, queueName = '', messageNumber, messageId = '', receiveCount] = parts;
  return {
    queueName,
    messageNumber: Number(messageNumber),
    messageId,
    receiveCount: Number(receiveCount),
  };
}

/** The message a handle speaks of while it is still in the queue. */
export function findByReceipt(queue: Queue, receipt: Receipt): Message | undefined {
  const message = queue.messages.get(receipt.messageNumber);
  return message?.id === receipt.messageId ? message : undefined;
}
