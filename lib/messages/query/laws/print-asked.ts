import type { Asked, AskedField, AskedValue } from './asked.ts';

/** Ways to write the same, chosen by `choose`: an index below the number of ways. */
type Choose = (ways: number) => number;

/** A text that means what was asked. */
export function printAsked(asked: Asked, choose: Choose): string {
  const text = print(asked, choose);
  return ['', ' ', '\n'][choose(3)] + text + ['', '\t'][choose(2)];
}

function print(asked: Asked, choose: Choose): string {
  switch (asked.kind) {
    case 'text':
      return inQuotes(asked.text);
    case 'exists':
      return `${printField(asked.field, choose)}${[':', '=', '=='][choose(3)]}*`;
    case 'compare':
      return printField(asked.field, choose) + asked.operator + printValue(asked.value);
    case 'not':
      return `${['NOT ', '-', 'NOT  '][choose(3)]}${printClosed(asked.term, choose)}`;
    case 'and':
      return asked.terms.map((term) => printClosed(term, choose)).join([' ', ' AND ', '\n'][choose(3)]);
    default:
      return asked.terms
        .map((term) =>
          term.kind === 'and' && choose(2) === 0 ? print(term, choose) : printClosed(term, choose),
        )
        .join(' OR ');
  }
}

function printClosed(asked: Asked, choose: Choose): string {
  const text = print(asked, choose);
  return asked.kind === 'and' || asked.kind === 'or' || choose(4) === 0 ? `(${text})` : text;
}

function printField(field: AskedField, choose: Choose): string {
  if (field.kind === 'attr') return choose(2) === 0 ? `attr.${field.name}` : `attr[${inQuotes(field.name)}]`;
  if (field.kind !== 'body') return field.kind;
  const steps = field.path.map((step) =>
    /^\w+$/.test(step) && choose(2) === 0 ? `.${step}` : `[${inQuotes(step)}]`,
  );
  return (['body', '$'][choose(2)] ?? '') + steps.join('');
}

function printValue({ text, isQuoted, openStart, openEnd }: AskedValue): string {
  return (openStart ? '*' : '') + (isQuoted ? inQuotes(text) : text) + (openEnd ? '*' : '');
}

function inQuotes(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
