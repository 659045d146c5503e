import { createHash } from 'node:crypto';
import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { readInvocation } from '#lib/lambda/read-invocation';
import type { HeldMessage } from '#lib/messages/receive-messages';
import { fromSdkAttributes } from '#lib/queues/entries/attribute-values';
import { messageSizeBytes } from '#lib/queues/entries/message-size';
import { queueNameOfArn } from '#lib/queues/queue-name';
import { LINEAGE_ATTRIBUTE, nextLineage, parseLineage, type Lineage } from '../../lineage.ts';
import type { EditRules } from '../../types.ts';
import type { NoRoute, Route } from '../routes/route.ts';
import { editMessage, type EditableMessage } from './edit-message.ts';
import type { Outgoing } from './outgoing.ts';

/** SQS refuses a message with more. */
const MAX_ATTRIBUTES = 10;

/** Of which job a copy is, and what the job changes. */
export interface CopyRules {
  jobId: string;
  edit: EditRules | null;
  lineage: boolean;
  /** A restore is none: it brings back what was there. */
  isRedrive: boolean;
}

/**
 * The copy of a message that goes along `route`: its body, all attributes with their exact types, trace header, group, and on a FIFO queue
 * a deduplication id that follows from its old id; changed by the job's rules. Lineage is noted where an attribute slot and the size allow.
 * A message that cannot be copied there says why.
 */
export function copyMessage(held: HeldMessage, route: Route, rules: CopyRules): Outgoing | NoRoute {
  const { message, messageId } = held;
  const original = { body: message.Body ?? '', attributes: copyAttributes(message.MessageAttributes) };
  const edited = editMessage(route.kind === 'function' ? toEvent(original) : original, rules.edit);
  if ('code' in edited) return edited;
  const system: Readonly<Record<string, string>> = message.Attributes ?? {};
  const attributes =
    rules.lineage && route.kind === 'queue' ? withLineage(held, route, rules, edited) : edited.attributes;
  const sizeBytes = messageSizeBytes(edited.body, attributes);
  const problem = check(system, route, edited.body, attributes, sizeBytes);
  if (problem) return problem;
  const traceHeader = system['AWSTraceHeader'];
  const groupId = system['MessageGroupId'];
  return {
    held,
    sizeBytes,
    entry: {
      MessageBody: edited.body,
      MessageAttributes: attributes,
      ...(traceHeader !== undefined && {
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
      }),
      ...(groupId !== undefined && { MessageGroupId: groupId }),
      ...(route.type === 'fifo' && { MessageDeduplicationId: deduplicationId(messageId, rules) }),
    },
  };
}

/**
 * The same for each try of a job, so that a FIFO queue takes one. A restore brings a message back on purpose: a queue that remembers the id
 * from before would swallow it.
 */
function deduplicationId(messageId: string, { jobId, isRedrive }: CopyRules): string {
  return isRedrive ? messageId : createHash('sha256').update(`${jobId} ${messageId}`).digest('hex');
}

/** A function is invoked with the event that its failed invocation had, not with the record of the failure. */
function toEvent({ body, attributes }: EditableMessage): EditableMessage {
  const invocation = readInvocation({ body, attributes: fromSdkAttributes(attributes) });
  return { body: invocation?.payload ?? body, attributes: {} };
}

function check(
  system: Readonly<Record<string, string>>,
  route: Route,
  body: string,
  attributes: Record<string, MessageAttributeValue>,
  sizeBytes: number,
): NoRoute | null {
  if (route.type === 'fifo' && system['MessageGroupId'] === undefined) {
    const message = `${route.name} is a FIFO queue, and this message has no message group.`;
    return { code: 'no-group', message };
  }
  if (body === '') return { code: 'empty-body', message: 'SQS takes no message with an empty body.' };
  if (Object.keys(attributes).length > MAX_ATTRIBUTES) {
    return {
      code: 'too-many-attributes',
      message: `With the changes it has more than ${MAX_ATTRIBUTES} attributes.`,
    };
  }
  if (sizeBytes > route.maximumMessageSizeBytes) {
    const [size, most] = [sizeBytes, route.maximumMessageSizeBytes].map((bytes) =>
      bytes.toLocaleString('en-US'),
    );
    return { code: 'too-large', message: `It has ${size} bytes; ${route.name} takes ${most}.` };
  }
  return null;
}

function copyAttributes(attributes: Message['MessageAttributes']): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      BinaryValue === undefined ? { DataType, StringValue } : { DataType, BinaryValue },
    ]),
  );
}

/** The lineage a message carries; null when the desk has never redriven it. */
export function lineageOf(message: Message): Lineage | null {
  const known = lineages.get(message);
  if (known !== undefined) return known;
  const lineage = parseLineage(message.MessageAttributes?.[LINEAGE_ATTRIBUTE]?.StringValue);
  lineages.set(message, lineage);
  return lineage;
}

/** Asked for several times on the way of a message. */
const lineages = new WeakMap<Message, Lineage | null>();

/** The queue a message was dead-lettered from, as SQS or its lineage knows; null when neither does. */
export function originOf(message: Message): string | null {
  const arn = message.Attributes?.DeadLetterQueueSourceArn;
  return arn === undefined ? (lineageOf(message)?.origin ?? null) : queueNameOfArn(arn);
}

function withLineage(
  { message, messageId }: HeldMessage,
  route: Route,
  { jobId, isRedrive }: CopyRules,
  { body, attributes }: { body: string; attributes: Record<string, MessageAttributeValue> },
): Record<string, MessageAttributeValue> {
  const origin = originOf(message);
  const lineage = nextLineage(messageId, lineageOf(message), {
    isRedrive,
    deliveries: deliveriesOf(message, route),
    job: jobId,
    origin: origin === null || origin === route.name ? undefined : origin,
  });
  const extended = {
    ...attributes,
    [LINEAGE_ATTRIBUTE]: { DataType: 'String', StringValue: JSON.stringify(lineage) },
  };
  const fits =
    Object.keys(extended).length <= MAX_ATTRIBUTES &&
    messageSizeBytes(body, extended) <= route.maximumMessageSizeBytes;
  return fits ? extended : attributes;
}

/**
 * How often consumers saw the message. Its receive count also has this receive and every look into the dead-letter queue,
 * so it is bounded by the number after which its source gives up; a message sent straight here was seen by none.
 */
function deliveriesOf(message: Message, { originMaxReceiveCount }: Route): number {
  const receiveCount = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
  return Math.max(0, Math.min(receiveCount - 1, originMaxReceiveCount));
}
