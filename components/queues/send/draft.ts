import type { MessageAttribute, SendRequest } from '#lib/queues/types';

/** One line of the attribute editor. */
export interface AttributeDraft {
  /** Of the line, not of the attribute: names change while they are typed. */
  id: string;
  name: string;
  type: string;
  /** Text, or base64 when the type is binary. */
  value: string;
}

/** What the send panel holds before it is a request. */
export interface SendDraft {
  /** More than one: a batch of different messages, sent as it is. */
  bodies: string[];
  count: number;
  delaySeconds: number;
  groupId: string;
  attributes: AttributeDraft[];
}

/** `draft` as the API takes it: nothing in it that was left at its default. */
export function toRequest({ bodies, count, delaySeconds, groupId, attributes }: SendDraft): SendRequest {
  const [body = ''] = bodies;
  const named = attributes.filter(({ name, value }) => name || value);
  return {
    ...(bodies.length > 1 ? { bodies } : { body, ...(count === 1 ? {} : { count }) }),
    ...(delaySeconds ? { delaySeconds } : {}),
    ...(groupId ? { groupId } : {}),
    ...(named.length
      ? { attributes: Object.fromEntries(named.map((attribute) => [attribute.name, toAttribute(attribute)])) }
      : {}),
  };
}

function toAttribute({ type, value }: AttributeDraft): MessageAttribute {
  return type.startsWith('Binary')
    ? { DataType: type, BinaryValue: value }
    : { DataType: type, StringValue: value };
}

/** Bytes of a body as SQS counts them, in UTF-8. */
export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
