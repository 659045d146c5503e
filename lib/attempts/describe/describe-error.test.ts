import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error.ts';

class PaymentDeclined extends Error {}

function named(name: unknown, message = 'no'): Error {
  return Object.defineProperty(new Error(message), 'name', { value: name });
}

const headOf = (thrown: unknown) => {
  const { name, message } = describeError(thrown);
  return `${name}: ${message}`;
};

describe('describeError', () => {
  it('takes name, message and stack of an error as they are', () => {
    const error = new TypeError('x is not a function');
    expect(describeError(error)).toMatchObject({
      name: 'TypeError',
      message: error.message,
      stack: error.stack,
    });
  });

  it.each([
    ['its name', named('ThrottlingException'), 'ThrottlingException: no'],
    ['the class that only extends Error', new PaymentDeclined('no'), 'PaymentDeclined: no'],
    ['Error for a class that a minifier named', new (class t extends Error {})('no'), 'Error: no'],
    ['the class where the name is no text', named(7), 'Error: no'],
    ['the class where the name is empty', named(''), 'Error: no'],
    ['its name where it comes from another realm', runInNewContext('new RangeError("no")'), 'RangeError: no'],
    ['the code of what has no name', { code: 'AccessDenied', message: 'no' }, 'AccessDenied: no'],
    ['its name over its code', { name: 'AccessDenied', code: 'E1', message: 'no' }, 'AccessDenied: no'],
    [
      'the code as message of an error without',
      Object.assign(new Error(), { code: 'ECONNRESET' }),
      'Error: ECONNRESET',
    ],
  ])('calls an error by %s', (_rule, thrown, head) => {
    expect(headOf(thrown)).toBe(head);
  });

  it.each([
    ['boom', 'boom'],
    ['', ''],
    [42, '42'],
    [10n, '10n'],
    [10n ** 5_000n, 'a large bigint'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [() => 1, 'function'],
    [
      { status: 404, body: { ok: false, deep: { a: { b: 1 } } } },
      '{"status":404,"body":{"ok":false,"deep":{…}}}',
    ],
    [[1, ['a'], null], '[1,["a"],null]'],
    [Array.from({ length: 1e6 }, () => 1), '[1,1,1,1,1,1,1,1,…]'],
    [Buffer.alloc(9), '[9 bytes]'],
  ])('calls %o a NonError, with the value as message', (thrown, message) => {
    expect(describeError(thrown)).toMatchObject({ name: 'NonError', message, stack: null });
  });

  it('says what an AggregateError holds, each kind once', () => {
    const refused = ['10.0.0.1', '10.0.0.2'].map(
      (address) => new Error(`connect ECONNREFUSED ${address}:80`),
    );
    const error = new AggregateError([...refused, new TypeError('bad'), 'boom'], 'All failed');
    expect(describeError(error).message).toBe(
      'All failed (4 errors: Error: connect ECONNREFUSED 10.0.0.1:80; TypeError: bad; boom)',
    );
    expect(describeError(new AggregateError([1])).message).toBe('(1 error: 1)');
  });

  it('tells causes in the message, where it does not repeat them, and in the stack', () => {
    const root = new RangeError('connect ECONNREFUSED');
    const middle = new Error(`Cannot pay: ${root.message}`, { cause: root });
    const { message, stack } = describeError(new TypeError('fetch failed', { cause: middle }));
    expect(message).toBe(
      'fetch failed (caused by Error: Cannot pay: connect ECONNREFUSED) (caused by RangeError: connect ECONNREFUSED)',
    );
    expect(stack?.match(/^(?:Caused by: )?\w+: .*/gm)).toEqual([
      'TypeError: fetch failed',
      'Caused by: Error: Cannot pay: connect ECONNREFUSED',
      'Caused by: RangeError: connect ECONNREFUSED',
    ]);
    expect(describeError(middle).message).toBe(middle.message);
  });

  it('makes two groups of one message with two causes', () => {
    const fail = (reason: string) =>
      describeError(new TypeError('fetch failed', { cause: new Error(reason) })).fingerprint;
    expect(fail('connect ECONNREFUSED 10.0.0.1:80')).toBe(fail('connect ECONNREFUSED 10.0.0.2:443'));
    expect(fail('connect ECONNREFUSED 10.0.0.1:80')).not.toBe(fail('read ECONNRESET'));
  });

  it('makes seven groups of 1,000 failures with seven causes', () => {
    const causes: ((index: number) => Error)[] = [
      (index) => new PaymentDeclined(`Order ord_${(index * 7_919).toString(36)}9 was declined`),
      (index) => new Error(`Order ord_${(index * 7_919).toString(36)}9 was declined`),
      (index) => new Error(`connect ECONNREFUSED 10.0.${index % 256}.${index % 7}:${5_000 + index}`),
      (index) => new Error(`getaddrinfo ENOTFOUND shard-${index}.db.internal`),
      (index) => new Error(`Lock on /mnt/in/${index}.csv held since ${new Date(index * 1e9).toISOString()}`),
      (index) => new Error(`Request failed with status code 503 after ${index * 1.5} ms`),
      (index) => new Error('fetch failed', { cause: new Error(`https://api.example.com/v1/${index} reset`) }),
    ];
    const failures = Array.from({ length: 1_000 }, (_, index) => causes[index % 7]?.(index));
    expect(new Set(failures.map((failure) => describeError(failure).fingerprint)).size).toBe(7);
  });

  it('ends where causes go round in a circle or never end', () => {
    const circle = new Error('a');
    circle.cause = new Error('b', { cause: circle });
    expect(describeError(circle).message).toBe('a (caused by Error: b)');
    const endless = {
      message: 'again',
      get cause() {
        return Object.create(this);
      },
    };
    expect(describeError(endless).stack).toBeNull();
  });

  it('has no stack where there is none', () => {
    const error = new Error('no');
    error.stack = '';
    expect(describeError(error).stack).toBeNull();
    expect(describeError({ message: 'no' }).stack).toBeNull();
  });

  it('keeps the frames of an error with a huge message', () => {
    const { message, stack } = describeError(new Error('x'.repeat(10_000_000)));
    expect(message).toHaveLength(1_024);
    expect(message.endsWith('x…')).toBe(true);
    expect(stack).toContain('describe-error.test.ts');
    expect(stack?.length).toBeLessThanOrEqual(4_096);
  });

  it('leaves nothing in the text that is unsafe to show', () => {
    const error = named(
      'Bad\u0000Name',
      '\u001b[31mred\u001b[0m a\r\nb\u202egnp.exe \ud800 \u001b]0;title\u0007end',
    );
    error.stack = '\u001b[1mBad\u001b[0m\r\n\tat \u2066x\u0085 (/a.js:1:1)\ud800';
    expect(describeError(error)).toMatchObject({
      name: 'Bad Name',
      message: 'red a b gnp.exe \ufffd end',
      stack: 'Bad\n\tat x (/a.js:1:1)\ufffd',
    });
  });

  it('splits no surrogate pair where it cuts', () => {
    const { message } = describeError(new Error('😀'.repeat(600)));
    expect(message).toBe(`${'😀'.repeat(511)}…`);
  });
});
