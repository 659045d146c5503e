import { expect, it } from 'vitest';

import { md5OfAttributes, md5OfBody } from './md5.ts';

it('hashes the UTF-8 bytes of a body', () => {
  expect(md5OfBody('hello')).toBe('5d41402abc4b2a76b9719d911017c592');
  expect(md5OfBody('é')).toBe(md5OfBody('\u00e9'));
  expect(md5OfBody('é')).not.toBe(md5OfBody('e\u0301'));
});

it('gives the digest that AWS gave for a number', () => {
  const attributes = [{ name: 'timestamp', dataType: 'Number', stringValue: '1493147359900' }];
  expect(md5OfAttributes(attributes)).toBe('235c5c510d26fb653d073faed50ae77c');
});

it('tells text from bytes that spell the same', () => {
  const text = [{ name: 'a', dataType: 'String', stringValue: 'x' }];
  const bytes = [{ name: 'a', dataType: 'String', binaryValue: 'eA==' }];
  expect(md5OfAttributes(text)).not.toBe(md5OfAttributes(bytes));
});

it('is absent without attributes', () => {
  expect(md5OfAttributes([])).toBeUndefined();
});
