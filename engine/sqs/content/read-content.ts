import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { LIMITS } from '../limits.ts';
import type { Content } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import { md5OfAttributes, md5OfBody } from './md5.ts';
import {
  ATTRIBUTE_MAP_SHAPE,
  type AttributeInput,
  measureAttributes,
  parseMessageAttributes,
} from './message-attributes.ts';
import { checkIdText, checkText } from './text.ts';

/** What SendMessage and an entry of SendMessageBatch have in common. */
export interface SendInput {
  MessageBody: string;
  DelaySeconds?: number;
  MessageAttributes?: Record<string, AttributeInput>;
  MessageSystemAttributes?: Record<string, AttributeInput>;
  MessageDeduplicationId?: string;
  MessageGroupId?: string;
}

export const SEND_MEMBERS: Record<string, Shape> = {
  MessageBody: { type: 'string' },
  DelaySeconds: { type: 'integer' },
  MessageAttributes: ATTRIBUTE_MAP_SHAPE,
  MessageSystemAttributes: ATTRIBUTE_MAP_SHAPE,
  MessageDeduplicationId: { type: 'string' },
  MessageGroupId: { type: 'string' },
};

/** What counts against the message size limit: body and user attributes, in bytes. */
export function measureContent(input: SendInput): number {
  return Buffer.byteLength(input.MessageBody) + measureAttributes(input.MessageAttributes);
}

/**
 * Checks everything about one message that does not depend on its size or on other messages.
 * @throws {Fault} MissingParameter, InvalidParameterValue, InvalidMessageContents, UnsupportedOperation
 */
export function readContent(queue: Queue, input: SendInput, senderId: string): Content {
  if (input.MessageBody === '') throw missing('MessageBody');
  checkText(input.MessageBody);
  checkDelay(queue, input.DelaySeconds);
  checkIds(queue, input);
  const attributes = parseMessageAttributes(input.MessageAttributes);
  return {
    bodyJson: JSON.stringify(input.MessageBody),
    bodyMd5: md5OfBody(input.MessageBody),
    sizeBytes: measureContent(input),
    attributes,
    attributesMd5: md5OfAttributes(attributes),
    traceHeader: readTraceHeader(input.MessageSystemAttributes),
    senderId,
    groupId: input.MessageGroupId,
    deduplicationId: input.MessageDeduplicationId,
  };
}

/** How long the message stays hidden: its own delay, or the queue's. */
export function delayMsOf(queue: Queue, input: SendInput): number {
  return input.DelaySeconds === undefined || queue.fifo ? queue.settings.delayMs : input.DelaySeconds * 1000;
}

function checkDelay(queue: Queue, delaySeconds: number | undefined): void {
  if (delaySeconds === undefined) return;
  const { min, max } = LIMITS.delaySeconds;
  if (delaySeconds < min || delaySeconds > max) {
    throw invalid('DelaySeconds', delaySeconds, `DelaySeconds must be >= ${min} and <= ${max}.`);
  }
  if (queue.fifo && delaySeconds > 0) {
    throw invalid(
      'DelaySeconds',
      delaySeconds,
      'The request include parameter that is not valid for this queue type.',
    );
  }
}

function checkIds(queue: Queue, { MessageGroupId, MessageDeduplicationId }: SendInput): void {
  if (MessageGroupId !== undefined) checkIdText('MessageGroupId', MessageGroupId);
  else if (queue.fifo) throw missing('MessageGroupId');
  if (MessageDeduplicationId === undefined) {
    if (queue.fifo && !queue.settings.contentBasedDeduplication) {
      throw new Fault(
        'InvalidParameterValue',
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
    return;
  }
  if (!queue.fifo) {
    throw invalid(
      'MessageDeduplicationId',
      MessageDeduplicationId,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  checkIdText('MessageDeduplicationId', MessageDeduplicationId);
}

function readTraceHeader(input: Record<string, AttributeInput> | undefined): string | undefined {
  if (!input) return undefined;
  for (const name of Object.keys(input)) {
    if (name !== 'AWSTraceHeader') {
      throw new Fault(
        'InvalidParameterValue',
        `Message system attribute name '${name.slice(0, 256)}' is invalid.`,
      );
    }
    const { DataType, StringValue } = input[name] as AttributeInput;
    if (DataType !== 'String' || !StringValue) {
      throw new Fault(
        'InvalidParameterValue',
        "Message (system) attribute 'AWSTraceHeader' must contain a non-empty value of type 'String'.",
      );
    }
    checkText(StringValue);
    return StringValue;
  }
  return undefined;
}

function missing(parameter: string): Fault {
  return new Fault('MissingParameter', `The request must contain the parameter ${parameter}.`);
}

function invalid(parameter: string, value: string | number, reason: string): Fault {
  const shown = String(value).slice(0, 256);
  return new Fault(
    'InvalidParameterValue',
    `Value ${shown} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}
