import { parseField } from '../fields/field-name.ts';
import { nearestField } from '../fields/nearest-field.ts';
import type { Query } from '../types.ts';
import { buildTest } from './build-test.ts';
import { fail, skipBlanks, type Reader } from './reader.ts';
import { scanTerm, type WrittenTerm } from './scan-term.ts';

/** Of what is quoted in a problem. */
const MAX_SHOWN = 60;

/** Reads a field with its value, or plain text, and the blanks behind it. */
export function readTerm(reader: Reader): Query | null {
  const term = scanTerm(reader.source, reader.at);
  if (term.openQuoteAt !== null) {
    return fail(
      reader,
      String.raw`This quote is not closed. Write a " at its end, and \" for a quote within.`,
      term.openQuoteAt,
    );
  }
  const next = reader.source[term.to];
  if (next === '"' || next === '(') {
    const message = String.raw`Write a blank before this ${next}, or all of it in quotes, with \" for a quote within.`;
    return fail(reader, message, term.to);
  }
  if (next !== undefined && !/[\s)]/.test(next)) {
    return fail(reader, 'Write a blank behind the closing quote.', term.to);
  }
  const query = term.operator ? toFieldTerm(reader, term, term.operator) : toText(reader, term);
  reader.at = term.to;
  skipBlanks(reader);
  return query;
}

function toText(reader: Reader, { value }: WrittenTerm): Query | null {
  if (value.isQuoted) return value.text === '' ? { kind: 'all' } : { kind: 'text', text: value.text };
  if (value.text.includes('"')) {
    return fail(
      reader,
      `Write an operator and a value behind the field, or ${value.text}:* for any.`,
      value.from,
      value.to,
    );
  }
  if (value.text.includes('*')) {
    return fail(
      reader,
      'A * stands only at the start or the end. Quote the text to look for a *.',
      value.from,
      value.to,
    );
  }
  return value.text === '' ? { kind: 'all' } : { kind: 'text', text: value.text };
}

function toFieldTerm(
  reader: Reader,
  term: WrittenTerm,
  { operator, to }: NonNullable<WrittenTerm['operator']>,
): Query | null {
  const { name } = term.field;
  const field = parseField(name);
  if (!field)
    return fail(reader, unknownField(name, reader.source.slice(term.from, term.to)), term.field.from, to);
  const built = buildTest(field, shorten(name), operator, term.value);
  if ('problem' in built) return fail(reader, built.problem, term.from, term.to);
  return { kind: 'field', field, ...built };
}

function unknownField(name: string, term: string): string {
  const quoting = term.includes('"') ? 'put it in quotes' : `put it in quotes: "${shorten(term)}"`;
  if (name === '')
    return `A field stands right before its operator: age>2h. To look for this as text, ${quoting}.`;
  const nearest = nearestField(name);
  const guess = nearest ? ` Did you mean ${nearest}?` : '';
  return `There is no field ${shorten(name)}.${guess} To look for it as text, ${quoting}.`;
}

function shorten(name: string): string {
  return name.length <= MAX_SHOWN ? name : `${name.slice(0, MAX_SHOWN)}…`;
}
