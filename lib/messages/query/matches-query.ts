import type { ParsedBody } from './lazy-body.ts';
import { createTest } from './match/create-test.ts';
import { textMatcher } from './match/text-matcher.ts';
import { visitorOf } from './match/visit-values.ts';
import { isAt } from './match/walk-path.ts';
import type { FieldTerm, Query, QuerySubject } from './types.ts';

export type Matcher = (subject: QuerySubject, body: ParsedBody) => boolean;

/**
 * Prepares a query for many messages. Ages and times count from `nowMs`. A body is parsed only for a message that everything cheaper has
 * let through.
 */
export function createMatcher(query: Query, nowMs: number): Matcher {
  return prepare(query, nowMs).matches;
}

interface Prepared {
  matches: Matcher;
  /** What it costs a message, roughly, against the others. */
  cost: number;
}

const COST = { nothing: 0, fact: 1, attribute: 2, text: 10, path: 100 };

function prepare(query: Query, nowMs: number): Prepared {
  switch (query.kind) {
    case 'all':
      return { matches: () => true, cost: COST.nothing };
    case 'not': {
      const { matches, cost } = prepare(query.term, nowMs);
      return { matches: (subject, body) => !matches(subject, body), cost };
    }
    case 'text': {
      const isIn = textMatcher({ text: query.text, at: 'anywhere', caseMatters: false });
      return { matches: ({ message }) => isIn(message.body), cost: COST.text };
    }
    case 'field':
      return { matches: prepareField(query, nowMs), cost: costOf(query) };
    default:
      return prepareJoined(query.kind, query.terms, nowMs);
  }
}

function prepareJoined(kind: 'and' | 'or', terms: readonly Query[], nowMs: number): Prepared {
  const cheapFirst = terms.map((term) => prepare(term, nowMs)).toSorted((a, b) => a.cost - b.cost);
  const all = cheapFirst.map(({ matches }) => matches);
  const cost = cheapFirst.reduce((sum, term) => sum + term.cost, 0);
  const isAnd = kind === 'and';
  return {
    matches: (subject, body) => {
      for (const matches of all) if (matches(subject, body) !== isAnd) return !isAnd;
      return isAnd;
    },
    cost,
  };
}

function prepareField({ field, test, isNot }: FieldTerm, nowMs: number): Matcher {
  if (field.kind === 'path' && test.kind === 'exists') {
    const { path } = field;
    return (_subject, body) => isAt(body.value, path);
  }
  const someValue = visitorOf(field, true);
  const passes = createTest(test, nowMs, field.kind === 'fact');
  if (!isNot) return (subject, body) => someValue(subject, body, nowMs, passes);
  return (subject, body) => {
    let values = 0;
    const isFound = someValue(subject, body, nowMs, (value, bodyText) => {
      values += 1;
      return passes(value, bodyText);
    });
    return values > 0 && !isFound;
  };
}

function costOf({ field }: FieldTerm): number {
  if (field.kind === 'path') return COST.path;
  if (field.kind === 'attribute') return COST.attribute;
  return field.name === 'body' ? COST.text : COST.fact;
}
