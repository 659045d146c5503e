import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { toSdkAttributes } from '#lib/queues/entries/attribute-values';
import type { EditRules } from '../../types.ts';

export interface EditableMessage {
  body: string;
  attributes: Record<string, MessageAttributeValue>;
}

/** Why a message cannot be changed as it was asked for. */
interface CannotEdit {
  code: 'not-json';
  message: string;
}

/** The message with the rules applied: the body first, then attributes removed, then set. It is not changed itself. */
export function editMessage(
  { body, attributes }: EditableMessage,
  rules: EditRules | null,
): EditableMessage | CannotEdit {
  if (!rules) return { body, attributes };
  let newBody = rules.body ?? body;
  if (rules.bodyPatch) {
    const patched = patchBody(newBody, rules.bodyPatch);
    if (patched === null) return NOT_JSON;
    newBody = patched;
  }
  const removed = new Set(rules.removeAttributes);
  const kept = Object.entries(attributes).filter(([name]) => !removed.has(name));
  return {
    body: newBody,
    attributes: { ...Object.fromEntries(kept), ...toSdkAttributes(rules.setAttributes ?? {}) },
  };
}

const NOT_JSON: CannotEdit = {
  code: 'not-json',
  message: 'Its body is no JSON object, so the merge patch cannot be applied.',
};

/** RFC 7396: members of `patch` replace those of `target`, null removes, objects are merged. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  // Without a prototype, `__proto__` is a member like any other.
  const merged: Record<string, unknown> = Object.assign(
    Object.create(null) as Record<string, unknown>,
    isObject(target) ? target : {},
  );
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

/** Null for a body that is no JSON object. What the patch does not name keeps its value to the last digit. */
function patchBody(body: string, patch: Record<string, unknown>): string | null {
  try {
    const value: unknown = JSON.parse(body, keepNumber);
    return isObject(value) ? JSON.stringify(mergePatch(value, patch)) : null;
  } catch {
    // Also what is nested too deeply to be written again.
    return null;
  }
}

/** Of ECMAScript's "JSON.parse source text access", which TypeScript does not know yet. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** A number as its text: an id of twenty digits is not rounded, and 1.0 stays 1.0. */
function keepNumber(this: unknown, _name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? rawJSON(context.source) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawJSON(value);
}
