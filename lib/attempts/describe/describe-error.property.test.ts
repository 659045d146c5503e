import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error.ts';

function explode(): never {
  throw new Error('touched');
}

const EXPLOSIVE = new Proxy(
  {},
  {
    get: explode,
    has: explode,
    ownKeys: explode,
    getPrototypeOf: explode,
    getOwnPropertyDescriptor: explode,
  },
);

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const FIELDS = [
  'name',
  'message',
  'stack',
  'cause',
  'errors',
  'code',
  'constructor',
  'length',
  'toString',
  'toJSON',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', size: 'large' }),
  fc.constantFrom(
    '',
    '\u001b[31m',
    '\u202e',
    '\ud83d',
    '\n    at f (/a.js:1:1)',
    'x'.repeat(9_000),
    '😀\u0000'.repeat(3_000),
  ),
);
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withTypedArray: true,
});

/** Values are made when they are thrown: fast-check looks into what it generates, which these do not bear. */
type Make = () => unknown;

const HOSTILE: Record<string, Make> = {
  'an exploding object': () => EXPLOSIVE,
  'an exploding list': () => new Proxy([], { get: explode }),
  'a list of no length': () => new Proxy([], { get: () => ({ toString: explode }) }),
  'a revoked object': () => revoked({}),
  'a revoked list': () => revoked([]),
  'a revoked function': () => revoked(() => {}),
};
const hostile = fc.constantFrom(...Object.values(HOSTILE));
const part = fc.oneof(
  text.map(
    (value): Make =>
      () =>
        value,
  ),
  anything.map(
    (value): Make =>
      () =>
        value,
  ),
  hostile,
);

/** An object or error with any of the fields that are read, each a value or a getter that throws. */
const dressed = fc
  .record({
    isError: fc.boolean(),
    fields: fc.dictionary(fc.constantFrom(...FIELDS), fc.option(part)),
    isCircular: fc.boolean(),
  })
  .map(({ isError, fields, isCircular }): Make => () => {
    const thrown: object = isError ? new Error('x') : {};
    for (const [key, make] of Object.entries(fields)) {
      const property = make ? { value: make() } : { get: explode };
      Object.defineProperty(thrown, key, { ...property, configurable: true, enumerable: true });
    }
    if (isCircular) Object.defineProperty(thrown, 'cause', { value: thrown, configurable: true });
    return thrown;
  });

const anyError = fc.oneof(part, dressed);
const aggregate = fc.array(anyError, { maxLength: 30 }).map(
  (makes): Make =>
    () =>
      new AggregateError(makes.map((make) => make())),
);
const caused = fc.tuple(text, anyError).map(
  ([message, make]): Make =>
    () =>
      new Error(message, { cause: make() }),
);
const thrown = fc.oneof(part, dressed, aggregate, caused);

const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

function expectSafe(value: string, limit: number): void {
  expect(value.length).toBeLessThanOrEqual(limit);
  expect(value.isWellFormed()).toBe(true);
  expect(value).not.toMatch(UNSAFE);
}

describe('describeError', () => {
  it('never throws, and gives text that is bounded, well-formed and safe', () => {
    fc.assert(
      fc.property(thrown, (make) => {
        const { name, message, stack, fingerprint } = describeError(make());
        expect(name).not.toBe('');
        expectSafe(name, 128);
        expectSafe(message, 1_024);
        expect((stack ?? '').length).toBeLessThanOrEqual(4_096);
        expectSafe((stack ?? '').replaceAll(/[\n\t]/g, ''), 4_096);
        expect(fingerprint).toMatch(/^v\d+-[0-9a-f]{16}$/);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what is safe and short as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (message) => {
        fc.pre(message.trim() !== '' && !UNSAFE.test(message));
        expect(describeError(new Error(message)).message).toBe(message.trim());
      }),
    );
  });
});
