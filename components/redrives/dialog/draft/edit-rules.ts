import type { AttributeDraft } from '#components/queues/send/draft.ts';
import type { MessageAttribute } from '#lib/queues/types';
import type { EditRules } from '#lib/redrive/types';

import type { RedriveDraft } from './draft.ts';

/** The changes of a draft; null for none. `body` is the whole new body of the editor, kept as it is. */
export function toEditRules(draft: RedriveDraft, body: string | undefined): EditRules | null {
  const set = draft.setAttributes.filter(({ name, value }) => name || value);
  const removed = toNames(draft.removeAttributes);
  const bodyPatch = body === undefined ? parsePatch(draft.bodyPatch) : undefined;
  const rules: EditRules = {
    ...(body !== undefined && { body }),
    ...(bodyPatch && { bodyPatch }),
    ...(set.length > 0 && {
      setAttributes: Object.fromEntries(set.map((attribute) => [attribute.name, toAttribute(attribute)])),
    }),
    ...(removed.length > 0 && { removeAttributes: removed }),
  };
  return Object.keys(rules).length ? rules : null;
}

/** The names in a list with commas, each once. */
function toNames(text: string): string[] {
  return [...new Set(text.split(',').map((name) => name.trim()))].filter(Boolean);
}

/** What is wrong with a merge patch, in words; null for none and for a good one. */
export function checkPatch(text: string): string | null {
  if (!text.trim()) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `Not JSON: ${(error as Error).message}`;
  }
  if (!isObject(value)) return 'A patch is a JSON object: {"field": value}.';
  return Object.keys(value).length ? null : 'An empty object changes nothing.';
}

function parsePatch(text: string): Record<string, unknown> | undefined {
  if (!text.trim() || checkPatch(text) !== null) return undefined;
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toAttribute({ type, value }: AttributeDraft): MessageAttribute {
  return type.startsWith('Binary')
    ? { DataType: type, BinaryValue: value }
    : { DataType: type, StringValue: value };
}
