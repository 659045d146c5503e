import { parseField } from '../query/fields/field-name.ts';
import type { PathStep } from '../query/types.ts';

/** What is not shown: the values of a message attribute, or those at a path into a JSON body, in which `*` is any one step. */
export type MaskRule = { kind: 'attribute'; name: string } | { kind: 'path'; path: readonly PathStep[] };

/** Any property, or any element. */
export const ANY_STEP = '*';

/**
 * Rules of `REDRIVE_MASK`: names as in queries, separated by blanks or commas: `body.card.number`, `body.customer.*.email`, `attr.token` or
 * `attributes.token`. A body as a whole, or something that is no field, is named as the `problem`.
 */
export function parseMaskRules(text: string): { rules: MaskRule[] } | { problem: string } {
  const rules: MaskRule[] = [];
  for (const word of text.split(/[\s,]+/).filter((word) => word !== '')) {
    const field = parseField(word.replace(/^attributes\./, 'attr.').replaceAll(/\.\*(?=\.|\[|$)/g, '["*"]'));
    const isRule = field?.kind === 'attribute' || (field?.kind === 'path' && field.path.length > 0);
    if (!isRule) return { problem: word };
    rules.push(field);
  }
  return { rules };
}
