import { FACTS } from '../fields/facts.ts';
import { parseField, writeField } from '../fields/field-name.ts';
import { writeValue } from '../syntax/write-value.ts';
import type { Field, QueryVocabulary } from '../types.ts';
import { rank, type Offer } from './offer.ts';

const DURATIONS = ['15m', '1h', '6h', '24h', '7d'];
const SIZES = ['1k', '10k', '100k', '200k'];

/** Values of the field for what was written of one, the frequent ones first. */
export function offerValues(fieldName: string, written: string, vocabulary: QueryVocabulary): Offer[] {
  const field = parseField(fieldName);
  if (!field) return [];
  const seen = vocabulary.values.get(writeField(field));
  const values = seen ?? usualValues(field);
  return rank(values, written, (value) => value)
    .filter((value) => value !== written)
    .map((value) => ({
      label: value,
      detail: seen ? 'seen value' : 'for example',
      insert: writeValue(value),
    }));
}

/** Fields with a value that starts with what was written as plain text. */
export function offerTerms(written: string, vocabulary: QueryVocabulary): Offer[] {
  const wanted = written.toLowerCase();
  const offers: Offer[] = [];
  for (const [name, values] of vocabulary.values) {
    const value = values.find((one) => one.toLowerCase().startsWith(wanted));
    if (value === undefined) continue;
    const term = `${name}:${writeValue(value)}`;
    offers.push({ label: term, detail: 'seen value', insert: term });
  }
  return offers;
}

function usualValues(field: Field): readonly string[] {
  if (field.kind !== 'fact') return [];
  const { kind } = FACTS[field.name];
  if (kind === 'size') return SIZES;
  return kind === 'age' || field.name === 'expires' ? DURATIONS : [];
}
