import type { JsonAction, JsonText } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import {
  type AttributeSelection,
  parseAttributeSelection,
  selectAttributes,
} from '../content/attribute-selection.ts';
import type { AttributeInput } from '../content/message-attributes.ts';
import { md5OfAttributes } from '../content/md5.ts';
import { parseSystemAttributeNames, readSystemAttributes } from '../content/system-attributes.ts';
import { checkIdText } from '../content/text.ts';
import { receiveAttempt } from '../delivery/receive-attempt.ts';
import { LIMITS } from '../limits.ts';
import type { Message, MessageAttribute } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import { formatReceiptHandle } from '../state/receipt-handle.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { settle } from '../state/transitions.ts';
import { checkVisibilityTimeout } from './visibility-timeout.ts';

interface Input {
  QueueUrl: string;
  AttributeNames?: string[];
  MessageSystemAttributeNames?: string[];
  MessageAttributeNames?: string[];
  MaxNumberOfMessages?: number;
  VisibilityTimeout?: number;
  WaitTimeSeconds?: number;
  ReceiveRequestAttemptId?: string;
}

/** Receives up to ten messages, waiting up to 20 s when none is there. Without messages the answer has no `Messages`. */
export function receiveMessage(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'ReceiveMessage',
    shape: {
      type: 'structure',
      members: {
        QueueUrl: { type: 'string' },
        AttributeNames: { type: 'list', of: { type: 'string' } },
        MessageSystemAttributeNames: { type: 'list', of: { type: 'string' } },
        MessageAttributeNames: { type: 'list', of: { type: 'string' } },
        MaxNumberOfMessages: { type: 'integer' },
        VisibilityTimeout: { type: 'integer' },
        WaitTimeSeconds: { type: 'integer' },
        ReceiveRequestAttemptId: { type: 'string' },
      },
      required: ['QueueUrl'],
    },
    run(input, context) {
      const queue = queueAt(sqs, input.QueueUrl);
      checkInput(input);
      const systemNames = parseSystemAttributeNames(input.AttributeNames, input.MessageSystemAttributeNames);
      const selection = parseAttributeSelection(input.MessageAttributeNames);
      const waitMs =
        input.WaitTimeSeconds === undefined ? queue.settings.receiveWaitMs : input.WaitTimeSeconds * 1000;
      if (waitMs === 0) checkInFlight(sqs, queue);

      const answer = (messages: Message[]) => {
        sqs.metrics.received(queue, messages.length);
        if (messages.length === 0) return {};
        const written = messages.map((message) => writeMessage(queue, message, systemNames, selection));
        return { kind: 'json', text: `{"Messages":[${written.join()}]}` } satisfies JsonText;
      };
      const { VisibilityTimeout: timeout } = input;
      const received = receiveAttempt(sqs, queue, input.ReceiveRequestAttemptId, {
        maxMessages: input.MaxNumberOfMessages ?? LIMITS.receivedMessages.default,
        visibilityTimeoutMs: timeout === undefined ? undefined : timeout * 1000,
        waitMs,
        signal: () => context.signal,
      });
      return received instanceof Promise ? received.then(answer) : answer(received);
    },
  };
}

function checkInput(input: Input): void {
  const { MaxNumberOfMessages: count, WaitTimeSeconds: wait, VisibilityTimeout: timeout } = input;
  const { receivedMessages, waitSeconds } = LIMITS;
  if (count !== undefined && (count < receivedMessages.min || count > receivedMessages.max)) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${count} for parameter MaxNumberOfMessages is invalid. Reason: Must be between ${receivedMessages.min} and ${receivedMessages.max}, if provided.`,
    );
  }
  if (wait !== undefined && (wait < waitSeconds.min || wait > waitSeconds.max)) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${wait} for parameter WaitTimeSeconds is invalid. Reason: Must be >= ${waitSeconds.min} and <= ${waitSeconds.max}, if provided.`,
    );
  }
  if (timeout !== undefined) checkVisibilityTimeout(timeout);
  if (input.ReceiveRequestAttemptId !== undefined) {
    checkIdText('ReceiveRequestAttemptId', input.ReceiveRequestAttemptId);
  }
}

/** Only a short poll of a standard queue hears of the limit; a long poll and a FIFO queue just get nothing. */
function checkInFlight(sqs: Sqs, queue: Queue): void {
  if (queue.fifo || queue.inFlightCount < LIMITS.inFlightMessages) return;
  settle(queue, sqs.clock.nowMs());
  if (queue.inFlightCount >= LIMITS.inFlightMessages) {
    throw new Fault(
      'OverLimit',
      `Too many messages are in flight in ${queue.name}: the limit is ${LIMITS.inFlightMessages}.`,
    );
  }
}

/** A message as JSON. Put together by hand: ids, handles and digests have nothing to escape, and the body is kept escaped. */
function writeMessage(
  queue: Queue,
  message: Message,
  systemNames: readonly string[],
  selection: AttributeSelection,
): string {
  const { id, bodyMd5, bodyJson } = message;
  const handle = formatReceiptHandle(queue, message);
  let text = `{"MessageId":"${id}","ReceiptHandle":"${handle}","MD5OfBody":"${bodyMd5}","Body":${bodyJson}`;
  if (systemNames.length > 0) {
    text += `,"Attributes":${JSON.stringify(readSystemAttributes(message, systemNames))}`;
  }
  const attributes = selectAttributes(message.attributes, selection);
  if (attributes.length > 0) {
    const md5 = attributes === message.attributes ? message.attributesMd5 : md5OfAttributes(attributes);
    const wire = Object.fromEntries(attributes.map(toWireAttribute));
    text += `,"MD5OfMessageAttributes":"${md5}","MessageAttributes":${JSON.stringify(wire)}`;
  }
  return `${text}}`;
}

function toWireAttribute(attribute: MessageAttribute): [string, AttributeInput] {
  const { name, dataType, stringValue, binaryValue } = attribute;
  if (binaryValue !== undefined) return [name, { DataType: dataType, BinaryValue: binaryValue }];
  return [name, { DataType: dataType, StringValue: stringValue ?? '' }];
}
