/** Decides about one value of a record; `undefined` stands for a field that is not there. */
export type Matcher = (value: unknown) => boolean;

/** A filter pattern, ready to be used: what has to be true of each field, and of one of several alternatives. */
export interface Pattern {
  fields: readonly [name: string, rule: Pattern | readonly Matcher[]][];
  /** Each list has to have one pattern that matches (`$or`). */
  alternatives: readonly (readonly Pattern[])[];
}

/** Thrown for a text that is no pattern. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/**
 * Reads a filter pattern of an event source mapping: EventBridge's rules as far as Lambda has them (equality, null and
 * empty, `prefix`, `suffix`, `equals-ignore-case`, `anything-but`, `numeric`, `exists`, `$or`).
 * @throws {PatternError}
 */
export function parsePattern(text: string): Pattern {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PatternError('it is not JSON');
  }
  return readPattern(value);
}

function readPattern(value: unknown): Pattern {
  if (!isObject(value)) throw new PatternError('a pattern is an object');
  const fields: [string, Pattern | readonly Matcher[]][] = [];
  const alternatives: Pattern[][] = [];
  for (const [name, rule] of Object.entries(value)) {
    if (name === '$or') alternatives.push(readAlternatives(rule));
    else fields.push([name, Array.isArray(rule) ? readMatchers(rule) : readPattern(rule)]);
  }
  if (fields.length + alternatives.length === 0) throw new PatternError('a pattern names a field');
  return { fields, alternatives };
}

function readAlternatives(value: unknown): Pattern[] {
  if (!Array.isArray(value) || value.length < 2) throw new PatternError('$or needs two patterns');
  return value.map(readPattern);
}

function readMatchers(values: readonly unknown[]): Matcher[] {
  if (values.length === 0) throw new PatternError('a list of values is empty');
  return values.map(readMatcher);
}

function readMatcher(value: unknown): Matcher {
  if (isScalar(value)) return (candidate) => candidate === value;
  if (!isObject(value))
    throw new PatternError('a value is text, a number, true, false, null or a comparison');
  const [comparison, ...more] = Object.entries(value);
  if (!comparison || more.length > 0) throw new PatternError('a comparison has one name');
  return readComparison(...comparison);
}

function readComparison(name: string, operand: unknown): Matcher {
  switch (name) {
    case 'prefix': {
      const text = requireText(operand);
      return (value) => typeof value === 'string' && value.startsWith(text);
    }
    case 'suffix': {
      const text = requireText(operand);
      return (value) => typeof value === 'string' && value.endsWith(text);
    }
    case 'equals-ignore-case': {
      const text = requireText(operand).toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === text;
    }
    case 'anything-but': {
      const refused = readAnythingBut(operand);
      return (value) => value !== undefined && !refused.some((matches) => matches(value));
    }
    case 'numeric':
      return readNumeric(operand);
    case 'exists': {
      if (typeof operand !== 'boolean') throw new PatternError('exists is true or false');
      return (value) => (value !== undefined && !isObject(value)) === operand;
    }
    default:
      throw new PatternError(`there is no comparison ${name}`);
  }
}

function readAnythingBut(operand: unknown): Matcher[] {
  if (isObject(operand)) return [readMatcher(operand)];
  const values = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (values.length === 0 || values.some((value) => typeof value !== 'string' && typeof value !== 'number')) {
    throw new PatternError('anything-but takes text or numbers');
  }
  return values.map(readMatcher);
}

/** `["=", 5]`, or a range as `[">", 0, "<=", 10]`. */
function readNumeric(operand: unknown): Matcher {
  const parts = Array.isArray(operand) ? (operand as unknown[]) : [];
  if (parts.length !== 2 && parts.length !== 4)
    throw new PatternError('numeric takes one or two comparisons');
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const compare = COMPARISONS[String(parts[index])];
    const bound = parts[index + 1];
    if (!compare || typeof bound !== 'number') throw new PatternError('numeric compares with numbers');
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function requireText(operand: unknown): string {
  if (typeof operand !== 'string') throw new PatternError('the comparison takes text');
  return operand;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
