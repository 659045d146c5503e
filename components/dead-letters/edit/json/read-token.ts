export type Token =
  | { kind: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar'; end: number }
  | { kind: 'bad'; at: number; end: number; message: string };

const BLANKS = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}\p{N}_$.+-]+/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const [QUOTE, BACKSLASH, LAST_CONTROL] = [0x22, 0x5c, 0x1f];

/** Where the next token begins. */
export function skipBlanks(text: string, at: number): number {
  return endOf(BLANKS, text, at) ?? at;
}

/** The token of JSON at `at`, where there must be a character; what none is, is bad. */
export function readToken(text: string, at: number): Token {
  const letter = text[at];
  switch (letter) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return { kind: letter, end: at + 1 };
    case '"':
      return readString(text, at);
    default:
      return readScalar(text, at);
  }
}

function readString(text: string, start: number): Token {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { kind: 'string', end: at + 1 };
    if (code === BACKSLASH) {
      const end = endOf(ESCAPE, text, at);
      if (end === null)
        return bad(at, at + 2, String.raw`This is no escape of JSON. Write \\ for a backslash.`);
      at = end;
    } else if (code > LAST_CONTROL) at += 1;
    else if (text[at] === undefined || text[at] === '\n' || text[at] === '\r')
      return bad(start, text.length, 'This text is not closed: write a " at its end.');
    else
      return bad(
        at,
        at + 1,
        String.raw`Write \t for a tab, and \u0000 with its number for another control character.`,
      );
  }
}

function readScalar(text: string, at: number): Token {
  const wordEnd = endOf(WORD, text, at) ?? at + 1;
  const word = text.slice(at, wordEnd);
  if (word === 'true' || word === 'false' || word === 'null') return { kind: 'scalar', end: wordEnd };
  if (endOf(NUMBER, text, at) === wordEnd) return { kind: 'scalar', end: wordEnd };
  if (/^[-+.\d]/.test(word))
    return bad(at, wordEnd, 'This is no number of JSON. Write it like 0.5 or 1e9, or in double quotes.');
  if (word === "'") return bad(at, wordEnd, 'JSON takes double quotes only.');
  if (text.startsWith('//', at) || text.startsWith('/*', at))
    return bad(at, wordEnd, 'JSON has no comments.');
  return bad(at, wordEnd, 'Write text in double quotes; only numbers, true, false and null go without.');
}

function bad(at: number, end: number, message: string): Token {
  return { kind: 'bad', at, end, message };
}

/** Where the match of a sticky pattern at `at` ends; null without one. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
