import { expect, it } from 'vitest';
import { fingerprintError } from './fingerprint.ts';

const stack =
  'OrderNotFound: no\n    at load (/var/task/orders.js:10:5)\n    at handler (/var/task/index.js:3:9)';
const error = { name: 'OrderNotFound', message: 'Order ord_8F3K2 not found', stack };

it('is the version and 16 hexadecimal digits', () => {
  expect(fingerprintError(error)).toMatch(/^v1-[0-9a-f]{16}$/);
});

// Groups that people know by their fingerprint must not move: a failure here asks for a new version.
it('stays what it was', () => {
  expect(fingerprintError(error)).toBe('v1-93e0212a7c252295');
});

it('is the same in another place, on another line, of another order', () => {
  const moved = stack.replaceAll('/var/task', 'file:///app/dist').replace('10:5', '214:30');
  expect(fingerprintError({ ...error, message: 'Order ord_11ABC not found', stack: moved })).toBe(
    fingerprintError(error),
  );
});

it('differs with the name, the words, the place in the code, and where one ends and the next begins', () => {
  const others = [
    { ...error, name: 'CustomerNotFound' },
    { ...error, message: 'Order ord_8F3K2 not paid' },
    { ...error, stack: stack.replace('load', 'reload') },
    { ...error, stack: null },
    { ...error, name: 'OrderNotFound Order', message: 'ord_8F3K2 not found' },
  ];
  expect(new Set([error, ...others].map(fingerprintError)).size).toBe(others.length + 1);
});
