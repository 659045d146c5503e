import { FACT_NAMES, FACTS } from '../fields/facts.ts';
import { parseField, writeField } from '../fields/field-name.ts';
import type { Field, QueryVocabulary } from '../types.ts';
import { EXACT_BODIES } from '../vocabulary.ts';
import { operatorsOf } from './operators-of.ts';
import { rank, type Offer } from './offer.ts';

/** How many of each come first where nothing is written yet. */
const FIRST = { facts: 5, attributes: 3, paths: 3 };

/** Fields for what was written of one, the best first. `withOperator`: what is inserted ends in the operator that is usual for it. */
export function offerFields(written: string, vocabulary: QueryVocabulary, withOperator: boolean): Offer[] {
  const named = parseField(written);
  const { facts, attributes, paths } = namedFields(vocabulary);
  const all =
    written === ''
      ? [
          facts.slice(0, FIRST.facts),
          attributes.slice(0, FIRST.attributes),
          paths.slice(0, FIRST.paths),
          facts.slice(FIRST.facts),
        ]
      : [facts, attributes, paths];
  const others = all.flat().filter(({ label }) => label !== written);
  const ranked = rank(others, written, ({ label }) => label);
  const offers = ranked.map(({ label, detail, field }) => ({
    label,
    detail,
    insert: withOperator ? label + (operatorsOf(field)[0]?.operator ?? ':') : label,
  }));
  return named && withOperator ? [...offerOperators(written, named), ...offers] : offers;
}

function offerOperators(name: string, field: Field): Offer[] {
  return operatorsOf(field).map(({ operator, detail }) => ({
    label: name + operator,
    detail,
    insert: name + operator,
  }));
}

interface NamedField {
  label: string;
  detail: string;
  field: Field;
}

/** Attributes and paths with the frequent ones first. */
function namedFields({ attributes, paths }: QueryVocabulary) {
  const facts = FACT_NAMES.map((name): NamedField => {
    return { label: name, detail: FACTS[name].detail, field: { kind: 'fact', name } };
  });
  const named = [...attributes].map(([name, count]): NamedField => {
    const field: Field = { kind: 'attribute', name };
    return { label: writeField(field), detail: inMessages(count), field };
  });
  const inBody = [...paths].map(([path, count]): NamedField => {
    const label = path.startsWith('[') ? `body${path}` : `body.${path}`;
    const about = count > EXACT_BODIES ? 'about ' : '';
    return { label, detail: inMessages(count, about), field: { kind: 'path', path: [] } };
  });
  return { facts, attributes: named, paths: inBody };
}

function inMessages(count: number, about = ''): string {
  return count === 1 ? 'in 1 message' : `in ${about}${count.toLocaleString('en')} messages`;
}
