import type { FieldTerm, Query, ValueTest } from '../types.ts';
import { textMatcher } from './text-matcher.ts';

/**
 * True when whatever `next` finds `before` has found, at whatever time either was asked: then only what `before` has found need be judged
 * again. False says nothing: it is also the answer where it cannot be told from the words alone.
 */
export function narrows(next: Query, before: Query): boolean {
  if (before.kind === 'all') return true;
  if (next.kind === 'or') return next.terms.every((term) => narrows(term, before));
  if (before.kind === 'and') return before.terms.every((term) => narrows(next, term));
  if (next.kind === 'and' && next.terms.some((term) => narrows(term, before))) return true;
  if (before.kind === 'or') return before.terms.some((term) => narrows(next, term));
  if (next.kind === 'not' && before.kind === 'not') return narrows(before.term, next.term);
  if (next.kind === 'text' && before.kind === 'text') return contains(next.text, before.text);
  if (next.kind === 'field' && before.kind === 'field') return narrowsField(next, before);
  return false;
}

/** Of the same field: one value that passes `next` passes `before`. */
function narrowsField(next: FieldTerm, before: FieldTerm): boolean {
  const isSameField = JSON.stringify(next.field) === JSON.stringify(before.field);
  if (!isSameField || next.isNot !== before.isNot) return false;
  return next.isNot ? implies(before.test, next.test) : implies(next.test, before.test);
}

function implies(next: ValueTest, before: ValueTest): boolean {
  if (before.kind === 'exists') return true;
  if (next.kind !== 'text' || before.kind !== 'text' || (before.caseMatters && !next.caseMatters))
    return false;
  // A part of a text is found wherever the text is; where it begins or ends only if the text does so, too.
  const isAnchored = before.at === 'anywhere' || next.at === 'whole' || next.at === before.at;
  return isAnchored && textMatcher(before)(next.text);
}

function contains(text: string, part: string): boolean {
  return textMatcher({ text: part, at: 'anywhere', caseMatters: false })(text);
}
