import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractMember } from './extract-member.ts';

describe('extractMember', () => {
  it.each([
    ['{"a":12345678901234567890}', '12345678901234567890'],
    ['{ "b" : {"a":1}, "a" : [ 1.0, {"x":"}"} ] }', '[ 1.0, {"x":"}"} ]'],
    ['{"a":"\\"a\\":2,"}', '"\\"a\\":2,"'],
    ['{"a":1,"a":null}', 'null'],
    ['{"\\u0061":true}', 'true'],
    ['{"b":"a"}', null],
    ['{}', null],
  ])('of %s', (json, value) => {
    expect(extractMember(json, 'a')).toBe(value);
  });

  it('means what JSON.parse says, for any object', () => {
    const objects = fc.dictionary(fc.constantFrom('a', 'b', '"', '\\'), fc.jsonValue());
    fc.assert(
      fc.property(objects, fc.constantFrom(0, 2), (object, indent) => {
        const found = extractMember(JSON.stringify(object, null, indent), 'a');
        expect(found === null ? undefined : JSON.parse(found)).toEqual(
          'a' in object ? JSON.parse(JSON.stringify(object['a'])) : undefined,
        );
      }),
    );
  });
});
