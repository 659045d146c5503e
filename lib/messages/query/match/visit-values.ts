import { FACTS } from '../fields/facts.ts';
import { readNumber } from '../fields/literals.ts';
import type { ParsedBody } from '../lazy-body.ts';
import type { MessageAttribute } from '#lib/queues/types';
import type { Field, FieldValue, QuerySubject } from '../types.ts';
import { someValueAt, type VisitValue } from './walk-path.ts';

/** True as soon as `visit` is, for one of the values of a field; false where the message has none. */
export type VisitValues = (
  subject: QuerySubject,
  body: ParsedBody,
  nowMs: number,
  visit: VisitValue,
) => boolean;

/** Prepares reading a field. `withAlias`: also by what a query finds it by beside its value. */
export function visitorOf(field: Field, withAlias: boolean): VisitValues {
  if (field.kind === 'path') {
    const { path } = field;
    return ({ message }, body, _nowMs, visit) => someValueAt(body.value, path, message.body, visit);
  }
  if (field.kind === 'attribute') {
    const { name } = field;
    return ({ message: { attributes, body } }, _parsed, _nowMs, visit) => {
      const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      return attribute !== undefined && visit(valueOf(attribute), body);
    };
  }
  const { read, readAlias } = FACTS[field.name];
  const visitFact: VisitValues = (subject, _body, nowMs, visit) => {
    const value = read(subject, nowMs);
    return value !== null && visit(value, subject.message.body);
  };
  if (!withAlias || !readAlias) return visitFact;
  return (subject, body, nowMs, visit) => {
    if (visitFact(subject, body, nowMs, visit)) return true;
    const alias = readAlias(subject);
    return alias !== null && visit(alias, subject.message.body);
  };
}

/** A number where SQS says it is one and JavaScript can hold it exactly; a binary value as its base64. */
function valueOf({ DataType, StringValue, BinaryValue }: MessageAttribute): FieldValue {
  const text = StringValue ?? BinaryValue ?? '';
  if (!/^Number(?:\.|$)/.test(DataType)) return text;
  const number = readNumber(text);
  return number === null || (Number.isInteger(number) && !Number.isSafeInteger(number)) ? text : number;
}
