import { countBytes, type AttributeDraft } from '#components/queues/send/draft.ts';
import { formatBytes } from '#components/ui/format.ts';

import type { EditDraft } from './draft.ts';
import { LINEAGE_ATTRIBUTE } from './draft.ts';

/** Of SQS, body and attributes together. */
const MAX_BYTES = 1_048_576;
const MAX_ATTRIBUTES = 10;

const NAME = /^[\w-]+(?:\.[\w-]+)*$/;
const TYPE = /^(?:String|Number|Binary)(?:\..+)?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Why the copy cannot be sent as it is written; null where it can. */
export interface DraftProblems {
  body: string | null;
  attributes: string | null;
}

export function checkDraft({ body, attributes }: EditDraft): DraftProblems {
  return { body: checkBody(body, attributes), attributes: checkAttributes(attributes) };
}

function checkBody(body: string, attributes: readonly AttributeDraft[]): string | null {
  if (body === '') return 'SQS takes no empty body.';
  let bytes = countBytes(body);
  for (const { name, type, value } of attributes) {
    bytes +=
      countBytes(name + type) + (type.startsWith('Binary') ? (value.length * 3) / 4 : countBytes(value));
  }
  return bytes > MAX_BYTES ? `${formatBytes(bytes)} with its attributes: SQS takes at most 1 MiB.` : null;
}

function checkAttributes(attributes: readonly AttributeDraft[]): string | null {
  if (attributes.length > MAX_ATTRIBUTES) return `SQS takes at most ${MAX_ATTRIBUTES} attributes.`;
  const names = new Set<string>();
  for (const attribute of attributes) {
    const problem = checkAttribute(attribute);
    if (problem !== null) return problem;
    if (names.has(attribute.name)) return `There are two attributes named ${attribute.name}.`;
    names.add(attribute.name);
  }
  return null;
}

function checkAttribute({ name, type, value }: AttributeDraft): string | null {
  if (name === '') return 'An attribute has no name.';
  if (name === LINEAGE_ATTRIBUTE) return `${name} is the desk’s own: it is written when the copy is sent.`;
  if (!NAME.test(name) || name.length > 256 || /^(?:aws|amazon)\./i.test(name))
    return `${name} is no name of an attribute: letters, digits, _, - and dots between them; not AWS. or Amazon. at its start.`;
  if (!TYPE.test(type))
    return `The type of ${name} is String, Number or Binary, with a suffix if you like: Number.int.`;
  if (value === '') return `${name} has no value: SQS takes none that is empty.`;
  if (type.startsWith('Number') && !NUMBER.test(value)) return `The value of ${name} is no number.`;
  if (type.startsWith('Binary') && !BASE64.test(value)) return `The value of ${name} is not base64.`;
  return null;
}
