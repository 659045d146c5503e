import type { QuerySubject } from '../types.ts';
import type { Asked, AskedField, AskedValue } from './asked.ts';

const MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Whether a message is what was asked for, by the words of docs/queries.md and with no regard for time. */
export function answerNaively(asked: Asked, subject: QuerySubject, nowMs: number): boolean {
  switch (asked.kind) {
    case 'text':
      return has(subject.message.body, asked.text);
    case 'not':
      return !answerNaively(asked.term, subject, nowMs);
    case 'and':
      return asked.terms.every((term) => answerNaively(term, subject, nowMs));
    case 'or':
      return asked.terms.some((term) => answerNaively(term, subject, nowMs));
    case 'exists':
      return asked.field.kind === 'body'
        ? endsOf(parse(subject.message.body), asked.field.path).length > 0
        : valuesOf(asked.field, subject, nowMs).length > 0;
    default: {
      const values = valuesOf(asked.field, subject, nowMs);
      const { operator, value, field } = asked;
      const isText = field.kind === 'cause' || field.kind === 'group';
      const read = isText ? { ...value, isQuoted: true } : value;
      if (operator === '!=') return values.length > 0 && !values.some((own) => equals(own, read, true));
      if (operator === ':' || operator === '=')
        return values.some((own) => equals(own, read, operator === '='));
      if (operator === '~') return values.some((own) => has(String(own), value.text));
      return values.some((own) => isOrdered(own, operator, value, field.kind === 'age'));
    }
  }
}

function has(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function valuesOf(field: AskedField, { message, attempt }: QuerySubject, nowMs: number): unknown[] {
  switch (field.kind) {
    case 'cause':
      return attempt?.error ? [attempt.error.name, attempt.error.fingerprint] : [];
    case 'group':
      return message.groupId === null ? [] : [message.groupId];
    case 'receives':
      return [message.receiveCount];
    case 'age':
      return [nowMs - message.sentAtMs];
    case 'attr': {
      const attribute = Object.entries(message.attributes).find(([name]) => name === field.name)?.[1];
      if (!attribute) return [];
      const text = attribute.StringValue ?? attribute.BinaryValue ?? '';
      return [attribute.DataType === 'Number' ? Number(text) : text];
    }
    default:
      return endsOf(parse(message.body), field.path)
        .flatMap((end) => (Array.isArray(end) ? end.flat(Infinity) : [end]))
        .filter((end) => end === null || typeof end !== 'object');
  }
}

function parse(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** Everything a path leads to, from each of several roots. */
function endsOf(roots: unknown[], path: string[]): unknown[] {
  const [step, ...rest] = path;
  if (step === undefined) return roots;
  const objects = roots.flatMap((root) => (Array.isArray(root) ? root.flat(Infinity) : [root]));
  const children = objects.flatMap((own) =>
    typeof own === 'object' && own !== null
      ? Object.entries(own)
          .filter(([key]) => key === step)
          .map(([, child]): unknown => child)
      : [],
  );
  return endsOf(children, rest);
}

function equals(
  own: unknown,
  { text, isQuoted, openStart, openEnd }: AskedValue,
  caseMatters: boolean,
): boolean {
  const [left, right] = caseMatters ? [String(own), text] : [String(own).toLowerCase(), text.toLowerCase()];
  if (openStart && openEnd) return left.includes(right);
  if (openStart) return left.endsWith(right);
  if (openEnd) return left.startsWith(right);
  if (left === right) return true;
  if (isQuoted) return false;
  if (NUMBER.test(text)) return typeof own === 'number' && own === Number(text);
  const span = spanOf(text);
  const atMs = typeof own === 'string' ? spanOf(own)?.[0] : undefined;
  return span !== null && atMs !== undefined && atMs >= span[0] && atMs < span[1];
}

function isOrdered(own: unknown, operator: string, { text, isQuoted }: AskedValue, isAge: boolean): boolean {
  if (isAge) return inOrder(Number(own), Number(text.slice(0, -1)) * (MS[text.slice(-1)] ?? 0), operator);
  if (isQuoted) return inOrder(String(own), text, operator);
  if (NUMBER.test(text)) {
    const isNumber = typeof own === 'number' || (typeof own === 'string' && NUMBER.test(own));
    return isNumber && inOrder(Number(own), Number(text), operator);
  }
  const span = spanOf(text);
  if (!span) return inOrder(String(own), text, operator);
  const atMs = typeof own === 'string' ? spanOf(own)?.[0] : undefined;
  if (atMs === undefined) return false;
  if (operator === '>' || operator === '<=') return atMs >= span[1] === (operator === '>');
  return atMs >= span[0] === (operator === '>=');
}

function inOrder<Value extends string | number>(left: Value, right: Value, operator: string): boolean {
  if (left === right) return operator.endsWith('=');
  return left < right === operator.startsWith('<');
}

/** Days and minutes in UTC are all the times that the laws write. */
function spanOf(text: string): [number, number] | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return [Date.parse(text), Date.parse(text) + 86_400_000];
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text)) return null;
  return [Date.parse(text), Date.parse(text) + 60_000];
}
