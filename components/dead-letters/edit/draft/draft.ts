import type { AttributeDraft } from '#components/queues/send/draft.ts';
import type { MessageAttribute } from '#lib/queues/types';
import type { ScannedMessage } from '#lib/messages/types';
import type { EditRules } from '#lib/redrive/types';

import { checkJson } from '../json/check-json.ts';
import { compactJson, layOutJson } from '../json/lay-out-json.ts';

/** The desk's own attribute: the copy gets a new one, whatever is written here. */
export const LINEAGE_ATTRIBUTE = 'Redrive-Lineage';

/** What is edited. */
export interface EditDraft {
  body: string;
  attributes: readonly AttributeDraft[];
}

/** The message as it was when editing began. */
export interface Original extends EditDraft {
  isJson: boolean;
  /** Its body came on one line and is laid out for editing: the copy is sent on one line again. */
  isOneLine: boolean;
}

export function openDraft({ body, attributes }: Pick<ScannedMessage, 'body' | 'attributes'>): Original {
  const isJson = /^\s*[[{]/.test(body) && checkJson(body) === null;
  const isOneLine = isJson && !body.trim().includes('\n');
  return {
    body: isOneLine ? layOutJson(body) : body,
    isJson,
    isOneLine,
    attributes: Object.entries(attributes)
      .filter(([name]) => name !== LINEAGE_ATTRIBUTE)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { DataType, StringValue, BinaryValue }]) => ({
        id: name,
        name,
        type: DataType,
        value: StringValue ?? BinaryValue ?? '',
      })),
  };
}

/** What to change in the copy; empty when it is the same as the original. The draft must have no problems. */
export function toRules(original: Original, draft: EditDraft): EditRules {
  const body = bodyToSend(original, draft);
  const set = draft.attributes.filter(
    (attribute) => !original.attributes.some((other) => isSame(attribute, other)),
  );
  const removed = original.attributes.filter(
    ({ name }) => !draft.attributes.some((attribute) => attribute.name === name),
  );
  return {
    ...(body !== null && { body }),
    ...(set.length > 0 && {
      setAttributes: Object.fromEntries(set.map((attribute) => [attribute.name, toAttribute(attribute)])),
    }),
    ...(removed.length > 0 && { removeAttributes: removed.map(({ name }) => name) }),
  };
}

/** The body of the copy; null when it is the original's, byte for byte. */
function bodyToSend({ body, isOneLine }: Original, draft: EditDraft): string | null {
  if (draft.body === body) return null;
  if (!isOneLine || checkJson(draft.body) !== null) return draft.body;
  const compact = compactJson(draft.body);
  return compact === compactJson(body) ? null : compact;
}

function isSame(one: AttributeDraft, other: AttributeDraft): boolean {
  return one.name === other.name && one.type === other.type && one.value === other.value;
}

function toAttribute({ type, value }: AttributeDraft): MessageAttribute {
  return type.startsWith('Binary')
    ? { DataType: type, BinaryValue: value }
    : { DataType: type, StringValue: value };
}
