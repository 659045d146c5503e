import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';
import type { Queue } from '../state/queue.ts';
import { findByReceipt } from '../state/receipt-handle.ts';
import type { Sqs } from '../state/sqs.ts';
import { hideUntil, settle, showNow } from '../state/transitions.ts';
import { readReceipt } from './receipt.ts';

/** @throws {Fault} InvalidParameterValue outside 0..43,200 s */
export function checkVisibilityTimeout(seconds: number): void {
  const { min, max } = LIMITS.visibilityTimeoutSeconds;
  if (seconds < min || seconds > max) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be >= ${min} and <= ${max}, if provided.`,
    );
  }
}

/**
 * Hides a received message for `timeoutSeconds` from now, or shows it at once with 0. It counts for the delivery of the
 * handle only: on a standard queue a handle whose time has run out is accepted and changes nothing.
 * @throws {Fault} ReceiptHandleIsInvalid; InvalidParameterValue for a deleted message or more than 12 h since the receive
 */
export function changeVisibility(sqs: Sqs, queue: Queue, handle: string, timeoutSeconds: number): void {
  checkVisibilityTimeout(timeoutSeconds);
  const receipt = readReceipt(queue, handle);
  const nowMs = sqs.clock.nowMs();
  settle(queue, nowMs);
  const message = findByReceipt(queue, receipt);
  const isCurrent = message?.place === 'inFlight' && message.receiveCount === receipt.receiveCount;
  if (!message || (queue.fifo && !isCurrent)) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  }
  if (!isCurrent) return;
  if (timeoutSeconds === 0) return showNow(queue, message, nowMs);

  const dueAtMs = nowMs + timeoutSeconds * 1000;
  const { max } = LIMITS.visibilityTimeoutSeconds;
  if (dueAtMs - message.receivedAtMs >= max * 1000) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${timeoutSeconds} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [${max} seconds]`,
    );
  }
  hideUntil(queue, message, dueAtMs);
}
