import type { LatestAttempt } from '#lib/attempts/types';
import { writeField } from './fields/field-name.ts';
import type { MessageAttribute } from '#lib/queues/types';
import type { ParsedBody } from './lazy-body.ts';
import { visitorOf } from './match/visit-values.ts';
import type { FactName, FieldValue, QuerySubject, QueryVocabulary } from './types.ts';
import { createCounts, type Counts } from './vocabulary/counts.ts';
import { visitPaths } from './vocabulary/visit-paths.ts';

/** Bodies that are all looked into; of those that follow, one in `BODIES_PER_SAMPLE`. */
export const EXACT_BODIES = 2000;
const BODIES_PER_SAMPLE = 50;
const MAX_NAMES = 200;
const MAX_VALUE_CHARACTERS = 80;
const CONTROL = /\p{Cc}/u;

/** Facts whose values are few and worth offering. The cause is offered by its error's name. */
const LEARNED = (['from', 'group', 'generation'] satisfies FactName[]).map((name) => ({
  name,
  visit: visitorOf({ kind: 'fact', name }, false),
}));

export interface Vocabulary {
  /** Learns from a message. Call it once for each; `subject.attempt` counts where it is known by then. */
  add(subject: QuerySubject, body: ParsedBody): void;
  /** Learns a cause that became known after its message was added. */
  addAttempt(attempt: LatestAttempt): void;
  /** What was learned so far. */
  read(): QueryVocabulary;
}

/**
 * Learns what messages hold, in bounded space: at most 200 paths of at most 4 steps, 200 attributes, and 50 values of each field, the first
 * 50 that came. After 2,000 bodies it looks into one of 50, which then counts for 50.
 */
export function createVocabulary(): Vocabulary {
  const paths = createCounts(MAX_NAMES);
  const attributes = createCounts(MAX_NAMES);
  const values = new Map<string, Counts>();
  const attributeFields = new Map<string, string>();
  let bodies = 0;

  const learnValue = (field: string, value: FieldValue, weight: number) => {
    const text = typeof value === 'string' ? value : String(value);
    let counts = values.get(field);
    if (!counts) values.set(field, (counts = createCounts()));
    if (counts.has(text) || (!counts.isFull() && isWorthOffering(text))) counts.add(text, weight);
  };

  const learnAttributes = (all: Readonly<Record<string, MessageAttribute>>) => {
    for (const name in all) {
      const text = all[name]?.StringValue;
      if (!attributes.add(name, 1) || text === undefined) continue;
      let field = attributeFields.get(name);
      if (field === undefined) attributeFields.set(name, (field = writeField({ kind: 'attribute', name })));
      learnValue(field, text, 1);
    }
  };

  const learnBody = (body: ParsedBody, weight: number) => {
    const seen = new Set<string>();
    visitPaths(body.value, (path, value) => {
      if (!seen.has(path)) {
        seen.add(path);
        if (!paths.add(path, weight)) return;
      } else if (!paths.has(path)) return;
      learnValue(path.startsWith('[') ? `body${path}` : `body.${path}`, value, weight);
    });
  };

  const addAttempt = ({ error }: LatestAttempt) => {
    if (error) learnValue('cause', error.name, 1);
  };

  return {
    add(subject, body) {
      for (const { name, visit } of LEARNED) {
        visit(subject, body, 0, (value) => {
          learnValue(name, value, 1);
          return false;
        });
      }
      learnAttributes(subject.message.attributes);
      if (subject.attempt) addAttempt(subject.attempt);
      bodies += 1;
      if (bodies <= EXACT_BODIES) learnBody(body, 1);
      else if (bodies % BODIES_PER_SAMPLE === 0) learnBody(body, BODIES_PER_SAMPLE);
    },
    addAttempt,
    read: () => ({
      paths: paths.read(),
      attributes: attributes.read(),
      values: new Map([...values].map(([field, counts]) => [field, [...counts.read().keys()]])),
    }),
  };
}

function isWorthOffering(text: string): boolean {
  return text !== '' && text.length <= MAX_VALUE_CHARACTERS && !CONTROL.test(text);
}
