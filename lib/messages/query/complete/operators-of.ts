import { FACTS, type FactKind } from '../fields/facts.ts';
import type { Field } from '../types.ts';

interface Usual {
  /** With a `*` it is complete. */
  operator: string;
  detail: string;
}

const IS: Usual = { operator: ':', detail: 'is' };
const IS_NOT: Usual = { operator: '!=', detail: 'is another than' };
const CONTAINS: Usual = { operator: '~', detail: 'contains' };
const MORE: Usual = { operator: '>', detail: 'more than' };
const LESS: Usual = { operator: '<', detail: 'less than' };
const LATER: Usual = { operator: '>', detail: 'after' };
const EARLIER: Usual = { operator: '<', detail: 'before' };
const EXISTS: Usual = { operator: ':*', detail: 'has any' };

const USUAL: Readonly<Record<FactKind | 'any', readonly Usual[]>> = {
  any: [IS, IS_NOT, MORE, LESS, CONTAINS, EXISTS],
  text: [IS, IS_NOT, CONTAINS, EXISTS],
  prose: [
    { operator: ':', detail: 'contains' },
    { operator: '=', detail: 'is exactly' },
  ],
  number: [IS, IS_NOT, MORE, LESS],
  size: [MORE, LESS],
  age: [MORE, LESS],
  moment: [EARLIER, LATER],
};

/** Operators worth offering for a field, the usual one first. */
export function operatorsOf(field: Field): readonly Usual[] {
  return USUAL[field.kind === 'fact' ? FACTS[field.name].kind : 'any'];
}
