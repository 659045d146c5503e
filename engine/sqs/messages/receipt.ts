import { Fault } from '../../core/fault.ts';
import type { Queue } from '../state/queue.ts';
import { findByReceipt, parseReceiptHandle, type Receipt } from '../state/receipt-handle.ts';
import type { Sqs } from '../state/sqs.ts';
import { leave, settle } from '../state/transitions.ts';

/**
 * What a receipt handle of this queue says.
 * @throws {Fault} ReceiptHandleIsInvalid for anything that this queue has not given out
 */
export function readReceipt(queue: Queue, handle: string): Receipt {
  const receipt = parseReceiptHandle(handle);
  if (!receipt || receipt.queueName !== queue.name) {
    const shown = handle.slice(0, 1024);
    throw new Fault(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${shown}" is not a valid receipt handle.`,
    );
  }
  return receipt;
}

/**
 * Deletes the message of a handle. On a standard queue an old handle does as well, and a message that is gone is a
 * success; on a FIFO queue the handle's visibility timeout must not have run out.
 * @throws {Fault} ReceiptHandleIsInvalid; InvalidParameterValue for an expired handle on a FIFO queue
 */
export function deleteByHandle(sqs: Sqs, queue: Queue, handle: string): void {
  const receipt = readReceipt(queue, handle);
  settle(queue, sqs.clock.nowMs());
  const message = findByReceipt(queue, receipt);
  if (!message) return;
  const isCurrent = message.place === 'inFlight' && message.receiveCount === receipt.receiveCount;
  if (queue.fifo && !isCurrent) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
  }
  leave(queue, message);
}
