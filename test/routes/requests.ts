import * as fc from 'fast-check';
import { parametersOf, type Route } from './discover.ts';
import { fromSchema } from './from-schema.ts';
import { applyEdit, edit, EVIL_TEXTS, toJson } from './junk.ts';
import type { Wanted } from './learn.ts';

/** A request of one route, as it can be printed. */
export interface Plan {
  params: Record<string, string | string[]>;
  /** As written behind the question mark. */
  query: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}

export interface Words {
  /** Parameters of paths that lead to something, by name. */
  params: Readonly<Record<string, readonly string[]>>;
  /** Names and ids that exist. */
  any: readonly string[];
  /** Bodies that some route takes and no schema describes. */
  bodies: readonly string[];
}

const BASE = 'http://localhost:3000';

/** Requests of a route: what its schemas describe, spoilt in no, one or several places, and what no schema describes. */
export function planRequests(route: Route, wanted: readonly Wanted[], words: Words): fc.Arbitrary<Plan> {
  const takesBody = route.method !== 'GET';
  return fc.record({
    params: fc.record(
      Object.fromEntries(
        parametersOf(route.path).map(({ name, isList }) => {
          const one = parameter(words.params[name] ?? []);
          return [name, isList ? fc.array(one, { minLength: 1, maxLength: 4 }) : one];
        }),
      ),
    ),
    query: takesBody ? fc.constant('') : queries(wanted, words),
    headers: headers(takesBody),
    body: takesBody ? bodies(wanted, words) : fc.constant(null),
  });
}

function parameter(known: readonly string[]): fc.Arbitrary<string> {
  const free = fc.oneof(fc.constantFrom(...EVIL_TEXTS), fc.string({ unit: 'binary', maxLength: 140 }));
  return known.length === 0
    ? free
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: free });
}

function values(wanted: readonly Wanted[], words: Words): fc.Arbitrary<unknown> {
  const asked =
    wanted.length === 0 ? fc.constant({}) : fc.oneof(...wanted.map((one) => mostlyTaken(one, words)));
  const edits = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(edit, { minLength: 1, maxLength: 3 }) },
  );
  return fc.tuple(asked, edits).map(([value, list]) => list.reduce<unknown>(applyEdit, value));
}

const SAMPLES = 1_000;

/** Values of a schema, three of four such as the desk takes, where those are not too rare to be found. */
function mostlyTaken({ schema, takes }: Wanted, words: Words): fc.Arbitrary<unknown> {
  const any = fromSchema(schema, words.any);
  const found = fc.sample(any, { numRuns: SAMPLES, seed: 1 }).filter(takes);
  if (found.length < 3) return any;
  return fc.oneof({ weight: 1, arbitrary: any }, { weight: 3, arbitrary: any.filter(takes) });
}

/** Ways to hand over a text that is not what it should be; the first leaves it as it is. */
const DAMAGES: readonly ((text: string) => string | Uint8Array)[] = [
  (text) => text,
  (text) => text.slice(0, Math.floor(text.length / 2)),
  (text) => `${text}${text}`,
  (text) => `\uFEFF${text}`,
  (text) => `)]}'\n${text}`,
  (text) => text.replaceAll('"', "'"),
  () => '',
  () => 'null',
  () => 'a=1&b=2',
  () => '['.repeat(100_000),
  (text) => Uint8Array.of(...Buffer.from(text.slice(0, 1_000)), 0xff, 0xfe, 0x00),
];

function bodies(wanted: readonly Wanted[], words: Words): fc.Arbitrary<string | Uint8Array> {
  const [whole, ...broken] = DAMAGES.map((damage) => fc.constant(damage));
  if (!whole) throw new TypeError('the first damage is none');
  const damage = fc.oneof({ weight: 12, arbitrary: whole }, ...broken);
  const text = fc.oneof(
    { weight: 9, arbitrary: values(wanted, words).map(toJson) },
    { weight: 1, arbitrary: fc.constantFrom(...words.bodies) },
  );
  return fc.tuple(text, damage).map(([value, spoil]) => spoil(value));
}

function queries(wanted: readonly Wanted[], words: Words): fc.Arbitrary<string> {
  const asked = values(wanted, words).map(toPairs);
  const strays = fc.array(
    fc.tuple(
      fc.constantFrom('minutes', 'limit', 'source', 'cursor', 'list', '__proto__', 'x', ''),
      fc
        .oneof(fc.constantFrom(...words.any, ...EVIL_TEXTS), fc.string({ unit: 'binary', maxLength: 80 }))
        .map(encode),
    ),
    { minLength: 1, maxLength: 4 },
  );
  const stray = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: strays });
  const raw = fc.constantFrom(
    '',
    '',
    '',
    '%',
    '%zz=%zz',
    'minutes=%E0%A4%A',
    '&&==',
    'minutes',
    'limit=%00',
    '?'.repeat(50),
  );
  return fc.tuple(asked, stray, raw).map(([pairs, more, tail]) => {
    // One of them twice, now and then.
    const all = [...pairs, ...more, ...pairs.slice(0, more.length % 2)];
    return [...all.map(([name, value]) => `${encode(name)}=${value}`), tail].join('&');
  });
}

function toPairs(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, one]) => [
    name,
    encode(typeof one === 'string' ? one : (JSON.stringify(one) ?? '')),
  ]);
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function headers(takesBody: boolean): fc.Arbitrary<Record<string, string>> {
  const odd = fc.record(
    {
      accept: fc.constantFrom('*/*', 'text/html', 'x'.repeat(3_000)),
      range: fc.constantFrom('bytes=0-0', 'bytes=-1', 'nonsense'),
      'if-none-match': fc.constant('*'),
      cookie: fc.constantFrom('a', '__Host-session=x; __Host-session=y', `a=${'%'.repeat(500)}`),
      'x-forwarded-for': fc.constantFrom('', '203.0.113.1, evil', '::'),
      'x-request-id': fc.constantFrom('', 'x'.repeat(2_000), '../../'),
      ...(takesBody && { 'content-length': fc.constantFrom('0', '-1', '99999999') }),
      'content-type': takesBody
        ? fc.constantFrom(
            'application/json',
            'text/plain',
            'multipart/form-data; boundary=',
            'application/x-ndjson',
            ';;;',
          )
        : fc.constant('application/json'),
    },
    { requiredKeys: [] },
  );
  return fc.oneof(fc.constant({}), odd).map((given) => ({ host: 'localhost:3000', ...given }));
}

/** The request that Next would hand to the route, with its parameters as Next decodes them. */
export function toRequest({ method, path }: Route, plan: Plan): [Request, Parameters<Route['handler']>[1]] {
  const address = path.replaceAll(/\[(?:\.\.\.)?([^\]]+)\]/g, (_, name: string) =>
    [plan.params[name] ?? ''].flat().map(encode).join('/'),
  );
  const request = new Request(`${BASE}${address}${plan.query === '' ? '' : `?${plan.query}`}`, {
    method,
    headers: plan.headers,
    ...(plan.body !== null && { body: plan.body as BodyInit }),
  });
  return [request, { params: Promise.resolve(plan.params) }];
}
