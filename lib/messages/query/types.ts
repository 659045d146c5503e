import type { LatestAttempt } from '#lib/attempts/types';
import type { ScannedMessage } from '#lib/messages/types';

/** Where and why a query cannot be understood, in words for its writer. */
export interface QueryProblem {
  message: string;
  /** Characters of the text it is about. */
  from: number;
  to: number;
}

/** What a query looks at. */
export interface QuerySubject {
  message: ScannedMessage;
  /** Undefined while unknown, and for a message without a record. */
  attempt: LatestAttempt | undefined;
}

/** Something to write at the cursor. */
export interface Completion {
  label: string;
  /** What it is, in a few words: `field`, `in 312 messages`. */
  detail: string;
  /** Replaces the characters `from`..`to` of the text. */
  insert: string;
  from: number;
  to: number;
}

/** What messages have been seen to hold, so that completion can offer it. */
export interface QueryVocabulary {
  /** JSON paths of bodies (`order.id`) with how many messages have them. */
  paths: ReadonlyMap<string, number>;
  attributes: ReadonlyMap<string, number>;
  /** Values by field (`cause`, `body.type`, `attr.tenant`), the most frequent first, few of each. */
  values: ReadonlyMap<string, readonly string[]>;
}

/** A query that was understood: plain data, so it may be posted to a worker. */
export type Query =
  | { kind: 'all' }
  | { kind: 'and' | 'or'; terms: readonly Query[] }
  | { kind: 'not'; term: Query }
  /** In the body, whatever the case. */
  | { kind: 'text'; text: string }
  | FieldTerm;

/** One value of the field passes the test; with `isNot` the field has values and none of them passes. */
export interface FieldTerm {
  kind: 'field';
  field: Field;
  test: ValueTest;
  isNot: boolean;
}

export type Field =
  | { kind: 'fact'; name: FactName }
  | { kind: 'attribute'; name: string }
  /** Into a JSON body; empty for the whole of it. */
  | { kind: 'path'; path: readonly PathStep[] };

export type FactName =
  | 'age'
  | 'attempt'
  | 'body'
  | 'cause'
  | 'error'
  | 'expires'
  | 'from'
  | 'generation'
  | 'group'
  | 'id'
  | 'receives'
  | 'sent'
  | 'size';

/** Name of a property, or index of an array's element. */
export type PathStep = string | number;

export type FieldValue = string | number | boolean | null;

export type Order = '>' | '>=' | '<' | '<=';

/** What one value of a field must be. */
export type ValueTest =
  | { kind: 'exists' }
  | { kind: 'text'; text: string; at: 'whole' | 'start' | 'end' | 'anywhere'; caseMatters: boolean }
  | { kind: 'text-order'; order: Order; text: string }
  /** `digits` is set where the number is too long for JavaScript: a body then has to have these digits, too. */
  | { kind: 'number'; order: Order | 'is'; number: number; digits: string | null }
  /** A date stands for the whole day, a minute for the whole minute: `fromMs` up to and without `toMs`. */
  | { kind: 'time'; order: Order | 'is'; fromMs: number; toMs: number }
  /** So long after now; negative for the past. */
  | { kind: 'from-now'; order: Order; offsetMs: number }
  /** A value without quotes: text that may also be read as something else. */
  | { kind: 'either'; asText: ValueTest; asOther: ValueTest };
