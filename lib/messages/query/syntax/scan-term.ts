import { readOperator, type Operator } from './operators.ts';
import { readQuoted } from './quoted.ts';

/** A value as it was written: `"Timeout*"` is quoted, `Timeout*` is open at its end. */
export interface WrittenValue {
  text: string;
  isQuoted: boolean;
  openStart: boolean;
  openEnd: boolean;
}

/** Where something stands in the text of a query. */
export interface Span {
  from: number;
  to: number;
}

/** A field, an operator and a value, or a value alone. Its parts stand next to each other. */
export interface WrittenTerm extends Span {
  field: { name: string } & Span;
  /** Null for text alone, which is then the value; the field is empty. */
  operator: ({ operator: Operator } & Span) | null;
  value: WrittenValue & Span;
  /** Where a quote is opened and not closed; null where all are. */
  openQuoteAt: number | null;
}

/** Reads the term that starts at `start`, which is neither a blank nor a parenthesis. Never fails. */
export function scanTerm(source: string, start: number): WrittenTerm {
  const name = scanWord(source, start, true);
  const operator = name.openQuoteAt === null ? readOperator(source, name.to) : null;
  if (!operator && source.slice(start, name.to).includes('["')) return pathAlone(source, start, name);
  const value = scanValue(source, operator ? operator.end : start);
  return {
    from: start,
    to: value.to,
    field: {
      name: operator ? source.slice(start, name.to) : '',
      from: start,
      to: operator ? name.to : start,
    },
    operator: operator && { operator: operator.operator, from: name.to, to: operator.end },
    value,
    openQuoteAt: value.openQuoteAt,
  };
}

/** A path with quotes and no operator yet: text with a quote in it. */
function pathAlone(source: string, from: number, { to, openQuoteAt }: Word): WrittenTerm {
  const text = source.slice(from, to);
  return {
    from,
    to,
    field: { name: '', from, to: from },
    operator: null,
    value: { text, isQuoted: false, openStart: false, openEnd: false, from, to },
    openQuoteAt,
  };
}

function scanValue(source: string, from: number): WrittenValue & Span & { openQuoteAt: number | null } {
  const openStart = source[from] === '*';
  const at = openStart ? from + 1 : from;
  if (source[at] === '"') {
    const quoted = readQuoted(source, at);
    if (!quoted) {
      const text = source.slice(at + 1);
      return { text, isQuoted: true, openStart, openEnd: false, from, to: source.length, openQuoteAt: at };
    }
    const openEnd = source[quoted.end] === '*';
    const to = openEnd ? quoted.end + 1 : quoted.end;
    return { text: quoted.text, isQuoted: true, openStart, openEnd, from, to, openQuoteAt: null };
  }
  const { to, openQuoteAt } = scanWord(source, from, false);
  const openEnd = to - from > 1 && source[to - 1] === '*';
  const text = source.slice(at, openEnd ? to - 1 : to);
  return { text, isQuoted: false, openStart, openEnd, from, to, openQuoteAt };
}

interface Word {
  to: number;
  openQuoteAt: number | null;
}

/** To the next blank, parenthesis or quote; a quote right after `[` belongs to a path. A name ends at an operator, too. */
function scanWord(source: string, from: number, isName: boolean): Word {
  let to = from;
  while (to < source.length && !isBoundary(source, to)) {
    if (isName && readOperator(source, to)) break;
    if (isName && source.startsWith('["', to)) {
      const quoted = readQuoted(source, to + 1);
      if (!quoted) return { to: source.length, openQuoteAt: to + 1 };
      to = quoted.end;
    } else to += 1;
  }
  return { to, openQuoteAt: null };
}

const BOUNDARY = /[\s()"]/;

function isBoundary(source: string, at: number): boolean {
  return BOUNDARY.test(source[at] ?? ' ');
}
