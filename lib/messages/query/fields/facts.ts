import type { FactName, QuerySubject } from '../types.ts';
import { utf8Length } from './utf8-length.ts';

/** How the values of a field are written and compared. `prose` is text in which `:` finds a part. */
export type FactKind = 'text' | 'prose' | 'number' | 'size' | 'age' | 'moment';

interface Fact {
  kind: FactKind;
  /** For completion, in a few words. */
  detail: string;
  /** Null where the message has none. Times and ages in milliseconds. */
  read(subject: QuerySubject, nowMs: number): string | number | null;
  /** A second value that a query finds it by. */
  readAlias?: (subject: QuerySubject) => string | null;
}

/** What a message is known by beside its attributes and the inside of its body, in the order in which completion offers them. */
export const FACTS: Readonly<Record<FactName, Fact>> = {
  cause: {
    kind: 'text',
    detail: 'error name or fingerprint',
    read: ({ attempt }) => attempt?.error?.fingerprint ?? null,
    readAlias: ({ attempt }) => attempt?.error?.name ?? null,
  },
  error: {
    kind: 'prose',
    detail: 'message of the error',
    read: ({ attempt }) => attempt?.error?.message ?? null,
  },
  age: {
    kind: 'age',
    detail: 'since the first send',
    read: ({ message }, nowMs) => nowMs - message.sentAtMs,
  },
  body: { kind: 'prose', detail: 'the whole text', read: ({ message }) => message.body },
  generation: { kind: 'number', detail: 'redrives so far', read: ({ message }) => message.generation },
  from: {
    kind: 'text',
    detail: 'queue it was dead-lettered from',
    read: ({ message }) => message.deadLetterSource ?? message.lineage?.origin ?? null,
  },
  receives: { kind: 'number', detail: 'deliveries by SQS', read: ({ message }) => message.receiveCount },
  attempt: {
    kind: 'number',
    detail: 'number of the latest attempt',
    read: ({ attempt }) => attempt?.attempt ?? null,
  },
  expires: {
    kind: 'moment',
    detail: 'when its queue drops it',
    read: ({ message }) => message.expiresAtMs,
  },
  sent: { kind: 'moment', detail: 'time of the first send', read: ({ message }) => message.sentAtMs },
  size: { kind: 'size', detail: 'bytes of the body', read: ({ message }) => utf8Length(message.body) },
  group: { kind: 'text', detail: 'message group', read: ({ message }) => message.groupId },
  id: { kind: 'text', detail: 'message id', read: ({ message }) => message.messageId },
};

export const FACT_NAMES = Object.keys(FACTS) as FactName[];

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}
