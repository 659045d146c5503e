/** A metric math expression, taken apart. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'id'; id: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'negation'; operand: Expression }
  | { kind: 'operation'; operator: Operator; left: Expression; right: Expression }
  | { kind: 'call'; name: string; arguments: Expression[] };

export type Operator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=';

/** What is wrong with an expression; the action turns it into AWS's error. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_]\w*)|(?<symbol>[<>]=?|[=!]=|[-+*/(),[\]]))/y;
const PRECEDENCE: Readonly<Record<string, number>> = {
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '==': 1,
  '!=': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
};
const NEGATION_PRECEDENCE = 4;
/** Deeper nesting is no expression a person wrote. */
const MAX_DEPTH = 50;

interface Token {
  kind: 'number' | 'word' | 'symbol';
  text: string;
}

/**
 * Parses numbers, ids, `+ - * /`, comparisons, parentheses, `[a, b]` and calls.
 * @throws ExpressionError for anything else, naming the text that was not understood.
 */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let position = 0;
  let depth = 0;

  const take = (symbol: string) => {
    const found = tokens[position]?.kind === 'symbol' && tokens[position]?.text === symbol;
    if (found) position += 1;
    return found;
  };
  const expect = (symbol: string) => {
    if (!take(symbol)) throw new ExpressionError(`expected '${symbol}' ${describe(tokens[position])}`);
  };

  const parseItems = (end: string): Expression[] => {
    const items: Expression[] = [];
    if (take(end)) return items;
    do items.push(parseOperation(1));
    while (take(','));
    expect(end);
    return items;
  };

  const parseOperand = (): Expression => {
    if (take('-')) return { kind: 'negation', operand: parseOperation(NEGATION_PRECEDENCE) };
    if (take('[')) return { kind: 'list', items: parseItems(']') };
    if (take('(')) {
      const inner = parseOperation(1);
      expect(')');
      return inner;
    }
    const token = tokens[position];
    if (!token || token.kind === 'symbol') throw new ExpressionError(`expected a value ${describe(token)}`);
    position += 1;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    return take('(')
      ? { kind: 'call', name: token.text.toUpperCase(), arguments: parseItems(')') }
      : { kind: 'id', id: token.text };
  };

  const parseOperation = (minimum: number): Expression => {
    if ((depth += 1) > MAX_DEPTH) throw new ExpressionError('it is nested too deeply');
    let left = parseOperand();
    for (;;) {
      const token = tokens[position];
      const precedence = token?.kind === 'symbol' ? PRECEDENCE[token.text] : undefined;
      if (!token || precedence === undefined || precedence < minimum) break;
      position += 1;
      const operator = token.text as Operator;
      left = { kind: 'operation', operator, left, right: parseOperation(precedence + 1) };
    }
    depth -= 1;
    return left;
  };

  const expression = parseOperation(1);
  if (position < tokens.length) throw new ExpressionError(`unexpected text ${describe(tokens[position])}`);
  return expression;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  for (let index = 0; index < source.length; index = TOKEN.lastIndex) {
    TOKEN.lastIndex = index;
    const groups = TOKEN.exec(source)?.groups;
    if (!groups)
      throw new ExpressionError(`'${source.slice(index).trimStart().slice(0, 20)}' is not supported`);
    const kind = groups['number'] !== undefined ? 'number' : groups['word'] !== undefined ? 'word' : 'symbol';
    tokens.push({ kind, text: groups[kind] ?? '' });
  }
  return tokens;
}

function describe(token: Token | undefined): string {
  return token ? `at '${token.text}'` : 'at its end';
}
