/** A JSON value as it was written: a number that JavaScript cannot hold keeps its digits. */
export type JsonValue = string | boolean | null | JsonNumber | JsonValue[] | { [name: string]: JsonValue };

/** A number by its source text. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Whether it begins as an object or an array does: cheap to ask of a large body. */
export function looksLikeDocument(body: string): boolean {
  return /^\s*[[{]/.test(body);
}

/** The object or array that `body` is; null for any other text, which is shown as it is. */
export function parseBody(body: string): JsonValue[] | { [name: string]: JsonValue } | null {
  if (!looksLikeDocument(body)) return null;
  try {
    return JSON.parse(body, keepNumbers) as JsonValue[] | { [name: string]: JsonValue };
  } catch {
    return null;
  }
}

/** `context.source` is the text of a primitive; browsers without it fall back to the parsed number. */
function keepNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
}
