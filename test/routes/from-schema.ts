import * as fc from 'fast-check';

/** The part of JSON Schema that zod writes for what the API takes. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

const MAX_ITEMS = 5;
const MAX_LENGTH = 200;
const MAX_OPTIONAL = 4;

/**
 * Values that a schema describes, as far as JSON Schema can say it; a text is often one of `words`, so that names of queues and ids are found which
 * exist.
 */
export function fromSchema(schema: JsonSchema, words: readonly string[]): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fromSchema(one, words)));
  switch (schema.type) {
    case 'object':
      return objectFrom(schema, words);
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, words), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(MAX_ITEMS, schema.minItems ?? 0),
      });
    case 'string':
      return textFrom(schema, words);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -1e6),
        max: Math.min(schema.maximum ?? 1e6, 1e6),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6, noNaN: true });
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function objectFrom(schema: JsonSchema, words: readonly string[]): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, fromSchema(one, words)]),
  );
  const optional = Object.keys(fields).filter((name) => !required.includes(name));
  // Few at a time: rules between fields leave little of many.
  const known = fc
    .subarray(optional, { maxLength: Math.min(optional.length, MAX_OPTIONAL) })
    .chain((chosen) => fc.record(pick(fields, [...required, ...chosen])));
  if (typeof additionalProperties !== 'object') return known;
  const names = textFrom(propertyNames ?? {}, words);
  return fc.dictionary(names, fromSchema(additionalProperties, words), { maxKeys: MAX_ITEMS });
}

function pick(
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  names: readonly string[],
): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? fc.constant(null)]));
}

function textFrom({ pattern, minLength = 0, maxLength = MAX_LENGTH }: JsonSchema, words: readonly string[]) {
  const free =
    pattern === undefined
      ? fc.string({ minLength, maxLength: Math.min(maxLength, MAX_LENGTH) })
      : matching(pattern);
  return words.length === 0 ? free : fc.oneof(free, fc.constantFrom(...words));
}

/** A pattern that fast-check cannot follow, one with lookarounds, gives a word that most take. */
function matching(pattern: string): fc.Arbitrary<string> {
  for (const flags of ['u', '']) {
    try {
      return fc.stringMatching(new RegExp(pattern, flags), { maxLength: MAX_LENGTH });
    } catch {
      // The next.
    }
  }
  return fc.constantFrom('a', 'Name-1', '12', 'x.y');
}
