import { readToken, skipBlanks } from './read-token.ts';

const INDENT = '  ';
/** Deeper values are moved in no further: nesting that nobody wrote by hand would fill the memory with blanks. */
const MAX_INDENTS = 100;

/**
 * A JSON text with a value a line. Only blanks between tokens change: digits, escapes and the order of names stay as they were written.
 * The text must be JSON.
 */
export function layOutJson(text: string): string {
  const out: string[] = [];
  let depth = 0;
  let previous = '';
  for (const token of tokensOf(text)) {
    const isOpen = previous === '{' || previous === '[';
    if (token === '}' || token === ']') {
      depth -= 1;
      if (!isOpen) out.push(lineBreak(depth));
    } else if (isOpen || previous === ',') out.push(lineBreak(depth));
    else if (previous === ':') out.push(' ');
    out.push(token);
    if (token === '{' || token === '[') depth += 1;
    previous = token;
  }
  return out.join('');
}

/** The same without blanks between tokens. The text must be JSON. */
export function compactJson(text: string): string {
  return tokensOf(text).join('');
}

function lineBreak(depth: number): string {
  return `\n${INDENT.repeat(Math.min(depth, MAX_INDENTS))}`;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    const { end } = readToken(text, at);
    tokens.push(text.slice(at, end));
    at = skipBlanks(text, end);
  }
  return tokens;
}
