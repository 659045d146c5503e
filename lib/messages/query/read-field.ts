import { parseField } from './fields/field-name.ts';
import type { ParsedBody } from './lazy-body.ts';
import { visitorOf, type VisitValues } from './match/visit-values.ts';
import type { FieldValue, QuerySubject } from './types.ts';

const MAX_REMEMBERED = 100;
const remembered = new Map<string, VisitValues | null>();

/**
 * Values of a field (`cause`, `attr.tenant`, `body.order.type`); none where the message lacks it or there is no such field. `cause` is the
 * fingerprint; `sent`, `expires` and `age` are milliseconds. A path through an array yields the values of all its elements, an
 * object yields none.
 */
export function readField(
  field: string,
  subject: QuerySubject,
  body: ParsedBody,
  nowMs: number,
): readonly FieldValue[] {
  const values: FieldValue[] = [];
  visitorFor(field)?.(subject, body, nowMs, (value) => {
    values.push(value);
    return false;
  });
  return values;
}

function visitorFor(name: string): VisitValues | null {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const field = parseField(name);
  const visitor = field && visitorOf(field, false);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(name, visitor);
  return visitor;
}
