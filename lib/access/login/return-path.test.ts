import { describe, expect, it } from 'vitest';
import { toReturnPath } from './return-path.ts';

describe('toReturnPath', () => {
  it.each([
    '/',
    '/queues/dlq/dead-letters?q=cause%3A%22a%20b%22&open=1',
    '/queues/a%2Fb',
    '/?next=//evil.example',
  ])('keeps %s', (path) => expect(toReturnPath(path)).toBe(path));

  it.each([
    null,
    '',
    'queues',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    'https:evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '/\u0000',
    '/\u2028/evil.example',
    '@evil.example',
    '/api/logout',
    '/x/../api/login?return=/',
    '/login',
    `/${'x'.repeat(4000)}`,
  ])('goes home instead of %j', (path) => expect(toReturnPath(path)).toBe('/'));

  it('drops what stands behind a #', () => expect(toReturnPath('/a#//evil')).toBe('/a'));
});
