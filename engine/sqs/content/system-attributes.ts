import { Fault } from '../../core/fault.ts';
import type { Message } from '../state/message.ts';

type Read = (message: Message) => string | undefined;

/** The system attributes of a received message, under AWS's names; undefined where a message has none. */
const READERS: Record<string, Read> = {
  SenderId: (message) => message.senderId,
  SentTimestamp: (message) => String(message.sentAtMs),
  ApproximateReceiveCount: (message) => String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: (message) => String(message.firstReceivedAtMs),
  SequenceNumber: (message) => message.sequenceNumber,
  MessageDeduplicationId: (message) => message.deduplicationId,
  MessageGroupId: (message) => message.groupId,
  AWSTraceHeader: (message) => message.traceHeader,
  DeadLetterQueueSourceArn: (message) => message.deadLetterSourceArn,
};

const ALL = Object.keys(READERS);
const NONE: readonly string[] = [];

/**
 * The system attributes a receive asked for; the deprecated `AttributeNames` counts like its successor.
 * @throws {Fault} InvalidAttributeName
 */
export function parseSystemAttributeNames(
  attributeNames: readonly string[] = NONE,
  messageSystemAttributeNames: readonly string[] = NONE,
): readonly string[] {
  if (attributeNames.length === 0 && messageSystemAttributeNames.length === 0) return NONE;
  const names = new Set([...attributeNames, ...messageSystemAttributeNames]);
  const all = names.delete('All');
  for (const name of names) {
    if (!Object.hasOwn(READERS, name)) throw new Fault('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
  return all ? ALL : [...names];
}

export function readSystemAttributes(
  message: Message,
  names: readonly string[] = ALL,
): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of names) {
    const value = READERS[name]?.(message);
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}
