import { offerFields } from './complete/offer-fields.ts';
import type { Offer } from './complete/offer.ts';
import { offerTerms, offerValues } from './complete/offer-values.ts';
import { termAt } from './complete/term-at.ts';
import type { Completion, QueryVocabulary } from './types.ts';

const MAX_COMPLETIONS = 12;
const MAX_CHARACTERS = 2000;
/** Of plain text, before values are offered for it. */
const MIN_CHARACTERS_OF_VALUE = 2;
const KEYWORD = /^(?:AND|OR|NOT)$/;

/**
 * At most 12 things to write at the cursor, the best first: fields for a word, with operators where a field is written out, and values
 * behind an operator. Works in a query that is not finished, too. Nothing for a text that is too long to be a query.
 */
export function completeQuery(text: string, cursor: number, vocabulary: QueryVocabulary): Completion[] {
  if (text.length > MAX_CHARACTERS) return [];
  const at = Math.min(Math.max(0, cursor), text.length);
  const term = termAt(text, at);
  if (!term) {
    return /^[\s)]?$/.test(text[at] ?? '') ? place(offerFields('', vocabulary, true), at, at) : [];
  }
  const { field, operator, value } = term;
  if (operator && at >= operator.to) {
    const to = term.openQuoteAt === null ? value.to : at;
    const written = text.slice(value.from, at).replace(/^\*?"?/, '');
    return place(offerValues(field.name, written, vocabulary), value.from, to);
  }
  if (operator && at > field.to) return [];
  const written = text.slice(term.from, at);
  if (value.isQuoted && !operator) return [];
  if (operator) return place(offerFields(written, vocabulary, false), field.from, field.to);
  if (KEYWORD.test(written)) return [];
  const fields = offerFields(written, vocabulary, true);
  const terms = written.length < MIN_CHARACTERS_OF_VALUE ? [] : offerTerms(written, vocabulary);
  return place([...fields, ...terms], term.from, term.openQuoteAt === null ? term.to : at);
}

function place(offers: readonly Offer[], from: number, to: number): Completion[] {
  return offers.slice(0, MAX_COMPLETIONS).map((offer) => ({ ...offer, from, to }));
}
