import { formatCounted } from '#components/ui/format.ts';
import type { EditRules } from '#lib/redrive/types';

const MAX_NAMES = 5;

/** What was changed on the way: `the whole body; attributes set: tenant, region`. */
export function describeEdit({ body, bodyPatch, setAttributes, removeAttributes }: EditRules): string {
  return [
    body === undefined ? '' : 'the whole body',
    bodyPatch ? `body fields: ${listNames(Object.keys(bodyPatch))}` : '',
    setAttributes ? `attributes set: ${listNames(Object.keys(setAttributes))}` : '',
    removeAttributes?.length ? `attributes taken off: ${listNames(removeAttributes)}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

function listNames(names: readonly string[]): string {
  const rest = names.length - MAX_NAMES;
  return names.slice(0, MAX_NAMES).join(', ') + (rest > 0 ? ` and ${formatCounted(rest, 'other')}` : '');
}
