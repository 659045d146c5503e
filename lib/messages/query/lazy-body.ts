/** The body of a message and, once somebody asked for it, what it is as JSON. */
export interface ParsedBody {
  /** Undefined where the body is no JSON. */
  readonly value: unknown;
}

const NOT_YET = Symbol('not parsed yet');

/** A body that is parsed when its value is first read, and only then. Keep it to not parse again. */
export function lazyBody(text: string): ParsedBody {
  let parsed: unknown = NOT_YET;
  return {
    get value() {
      if (parsed === NOT_YET) parsed = parse(text);
      return parsed;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
