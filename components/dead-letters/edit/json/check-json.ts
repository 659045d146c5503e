import { readToken, skipBlanks, type Token } from './read-token.ts';

/** Why a text is not JSON, where, and what to write instead. */
export interface JsonProblem {
  message: string;
  /** Characters before it. */
  offset: number;
  /** Both from 1. */
  line: number;
  column: number;
}

type Expected = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'comma' | 'end';

const EXPECTED: Record<Expected, string> = {
  value: 'Write a value here.',
  'first-value': 'Write a value or ] here.',
  name: 'Write a name in double quotes here.',
  'first-name': 'Write a name in double quotes, or }, here.',
  colon: 'Write a : behind the name.',
  comma: 'Write a , before the next one, or close what is open.',
  end: 'The document ends before this.',
};

/** What is wrong with a text that should be JSON; null when `JSON.parse` takes it. Never deeper than memory: nesting needs no stack. */
export function checkJson(text: string): JsonProblem | null {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    const token = readToken(text, at);
    if (token.kind === 'bad') return locate(text, token.at, token.message);
    const next = step(expected, token, open);
    if (next === null) return locate(text, at, explain(expected, token));
    expected = next;
    at = skipBlanks(text, token.end);
  }
  if (expected === 'end') return null;
  return locate(
    text,
    at,
    open.length > 0 ? `The text ends before its ${open.at(-1) === '{' ? '}' : ']'}.` : EXPECTED[expected],
  );
}

/** What may come after `token`; null where it may not stand. */
function step(expected: Expected, { kind }: Token, open: ('{' | '[')[]): Expected | null {
  const close = (): Expected => {
    open.pop();
    return afterValue(open);
  };
  if (expected === 'comma') {
    if (kind === ',') return open.at(-1) === '{' ? 'name' : 'value';
    return kind === (open.at(-1) === '{' ? '}' : ']') ? close() : null;
  }
  if (expected === 'colon') return kind === ':' ? 'value' : null;
  if (expected === 'end') return null;
  if (expected === 'name' || expected === 'first-name') {
    if (kind === 'string') return 'colon';
    return expected === 'first-name' && kind === '}' ? close() : null;
  }
  if (kind === 'string' || kind === 'scalar') return afterValue(open);
  if (kind === '{' || kind === '[') {
    open.push(kind);
    return kind === '{' ? 'first-name' : 'first-value';
  }
  return expected === 'first-value' && kind === ']' ? close() : null;
}

function afterValue(open: readonly string[]): Expected {
  return open.length > 0 ? 'comma' : 'end';
}

function explain(expected: Expected, { kind }: Token): string {
  const closing = kind === '}' || kind === ']';
  if ((closing && expected === 'name') || (kind === ']' && expected === 'value')) {
    return 'Take away the comma before this: nothing follows it.';
  }
  if (closing && expected === 'comma') return `This ${kind} closes something else than what is open.`;
  return EXPECTED[expected];
}

function locate(text: string, offset: number, message: string): JsonProblem {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line += 1;
  return { message, offset, line, column: offset - lineStart + 1 };
}
