import * as fc from 'fast-check';

/** Texts that have hurt somebody's parser, storage, header, path or page. */
export const EVIL_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\u202Egpj.exe\u2066',
  '\uFEFF',
  '\uFFFF',
  'é'.repeat(300),
  '💥'.repeat(90),
  'x'.repeat(5_000),
  '../../etc/passwd',
  '..%2f..%2fetc',
  '%00',
  '%',
  '%E0%A4%A',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "'; DROP TABLE x; --",
  '<script>alert(1)</script>',
  '${process.env}',
  'a\r\nset-cookie: x=1',
  'arn:aws:sqs:us-east-1:123456789012:x',
  'http://127.0.0.1:1/x',
  'NaN',
  '-0',
  '1e999',
  '9'.repeat(400),
  '2026-13-45T99:99:99Z',
];

/** Stand for JSON that cannot be made of values: what is written in their place is nested so deep, or no double. */
const DEEP = /"@(list|object)-(\d+)@"/g;
const NUMBERS: Readonly<Record<string, string>> = {
  '"@huge@"': '1e999',
  '"@long@"': '9'.repeat(2_000),
  '"@small@"': '-1e-999',
};

const deep = fc
  .tuple(fc.constantFrom('list', 'object'), fc.constantFrom(50, 1_000, 20_000))
  .map(([kind, depth]) => `@${kind}-${depth}@`);

/** A value of any kind that no schema asks for. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 53, 1e21, -1e308, [], {}, [[]], [null]),
  fc.constantFrom(...EVIL_TEXTS),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(...Object.keys(NUMBERS).map((marker) => JSON.parse(marker) as string)),
  deep,
  fc.array(fc.constantFrom<unknown>(null, 'x', 1), { minLength: 50, maxLength: 1_200 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** JSON of a value, with its markers replaced. */
export function toJson(value: unknown): string {
  let text = JSON.stringify(value);
  for (const [marker, number] of Object.entries(NUMBERS)) text = text.replaceAll(marker, number);
  return text.replaceAll(DEEP, (_, kind: string, depth: string) => {
    const [open, close] = kind === 'list' ? ['[', ']'] : ['{"a":', '}'];
    return `${open.repeat(Number(depth))}${kind === 'list' ? '' : '1'}${close.repeat(Number(depth))}`;
  });
}

/** A change somewhere in a value. */
export interface Edit {
  /** Which place, counted through the whole value. */
  at: number;
  kind: 'replace' | 'remove' | 'add';
  name: string;
  junk: unknown;
}

export const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat({ max: 1_000 }),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add'),
  name: fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'x', '', 'length'),
  junk,
});

/** `value` with an edit made; the value itself stays as it is. */
export function applyEdit(value: unknown, { at, kind, name, junk }: Edit): unknown {
  const copy: unknown = structuredClone(value);
  const places = listPlaces(copy);
  const place = places[at % Math.max(places.length, 1)];
  if (place === undefined) return kind === 'remove' ? {} : junk;
  const { holder, key } = place;
  if (kind === 'remove') Reflect.deleteProperty(holder, key);
  else if (kind === 'replace') define(holder, key, junk);
  else if (Array.isArray(holder)) holder.push(junk);
  else define(holder, name, junk);
  return copy;
}

function listPlaces(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...listPlaces(inner)]);
}

/** `__proto__` too becomes a member of its own. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
