import type { GroupBy } from '#components/dead-letters/workbench/types.ts';
import { writeField } from '#lib/messages/query/fields/field-name';
import type { ParsedBody } from '#lib/messages/query/lazy-body';
import type { ScannedMessage } from '#lib/messages/types';

/** All of the first messages are looked at, then one of so many. */
const FIRST_MESSAGES = 500;
const EVERY = 16;

const MIN_SHARE = 0.2;
const MAX_VALUES = 50;
const MAX_FIELDS = 200;
const MAX_DEPTH = 4;
/** A longer value is no name of a group. */
const MAX_VALUE_LENGTH = 200;

interface Field {
  messages: number;
  /** At most one more than may be grouped by. */
  values: Set<string>;
}

/** Finds by what messages could be grouped, from a sample of them. */
export interface Groupable {
  add(message: ScannedMessage, body: ParsedBody): void;
  /** `cause`, `day`, then attributes and body fields that are frequent, the most frequent first. */
  list(): GroupBy[];
}

export function createGroupable(): Groupable {
  const fields = new Map<string, Field>();
  let [offered, sampled] = [0, 0];

  const note = (name: string, value: string) => {
    if (value === '' || value.length > MAX_VALUE_LENGTH) return;
    let field = fields.get(name);
    if (!field) {
      if (fields.size >= MAX_FIELDS) return;
      field = { messages: 0, values: new Set() };
      fields.set(name, field);
    }
    field.messages += 1;
    if (field.values.size <= MAX_VALUES) field.values.add(value);
  };

  return {
    add(message, body) {
      offered += 1;
      if (offered > FIRST_MESSAGES && offered % EVERY !== 0) return;
      sampled += 1;
      for (const [name, { StringValue }] of Object.entries(message.attributes))
        if (StringValue !== undefined) note(writeField({ kind: 'attribute', name }), StringValue);
      if (isObject(body.value)) noteScalars([], body.value, note);
    },
    list: () => [
      'cause',
      'day',
      ...[...fields]
        .filter(([name, field]) => /^(attr|body)\./.test(name) && isGroupable(field, sampled))
        .toSorted(
          ([a, one], [b, other]) =>
            Number(b.startsWith('attr')) - Number(a.startsWith('attr')) ||
            other.messages - one.messages ||
            (a < b ? -1 : 1),
        )
        .map(([name]) => name),
    ],
  };
}

/** In many messages, with few values: one that is different in each message is its id, not its kind. */
function isGroupable({ messages, values }: Field, sampled: number): boolean {
  return (
    messages > MIN_SHARE * sampled &&
    values.size >= 2 &&
    values.size <= MAX_VALUES &&
    2 * values.size <= messages
  );
}

/** Single values, however deep; what is in an array is one of many. */
function noteScalars(
  path: readonly string[],
  value: Record<string, unknown>,
  note: (name: string, value: string) => void,
): void {
  for (const [key, member] of Object.entries(value).slice(0, MAX_FIELDS)) {
    const at = [...path, key];
    if (isObject(member)) {
      if (at.length < MAX_DEPTH) noteScalars(at, member, note);
    } else if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean')
      note(writeField({ kind: 'path', path: at }), String(member));
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
