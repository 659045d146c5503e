import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editMessage, mergePatch, type EditableMessage } from './edit-message.ts';

const plain = (body: string): EditableMessage => ({ body, attributes: {} });

function bodyOf(body: string, bodyPatch: Record<string, unknown>): string {
  const edited = editMessage(plain(body), { bodyPatch });
  return 'code' in edited ? edited.code : edited.body;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

describe('a merge patch', () => {
  // The examples of RFC 7396, appendix A.
  it.each<[string, string, string]>([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('makes %s with %s to %s', (target, patch, result) => {
    expect(JSON.stringify(mergePatch(JSON.parse(target), JSON.parse(patch)))).toBe(result);
  });

  const object = fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'é'), fc.jsonValue());

  it('changes what it names and nothing else, and is the same when it is applied twice', () => {
    fc.assert(
      fc.property(object, object, (target, patch) => {
        const [body, before] = [JSON.stringify(target), JSON.stringify(patch)];
        const once = bodyOf(body, patch);
        const merged = JSON.parse(once) as Record<string, unknown>;
        const untouched = Object.entries(target).filter(([name]) => !Object.hasOwn(patch, name));
        expect(untouched.filter(([name, value]) => !isSame(merged[name], value))).toEqual([]);
        const removed = Object.keys(patch).filter((name) => patch[name] === null);
        expect(removed.filter((name) => Object.hasOwn(merged, name))).toEqual([]);
        const replaced = Object.entries(patch).filter(([, value]) => typeof value !== 'object');
        expect(replaced.filter(([name, value]) => !isSame(merged[name], value))).toEqual([]);
        expect(bodyOf(once, patch)).toBe(once);
        expect(JSON.stringify(patch)).toBe(before);
      }),
    );
  });

  it('takes __proto__ for a name like any other', () => {
    const patch = JSON.parse('{"__proto__":{"admin":true}}') as Record<string, unknown>;
    expect(bodyOf('{"a":1}', patch)).toBe('{"a":1,"__proto__":{"admin":true}}');
    expect(bodyOf('{"__proto__":{"b":1,"c":2}}', JSON.parse('{"__proto__":{"b":null}}'))).toBe(
      '{"__proto__":{"c":2}}',
    );
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('keeps numbers that it does not name to the last digit', () => {
    const body = '{"id":12345678901234567890,"price":1.0,"tiny":1e-400,"list":[10000000000000001]}';
    expect(bodyOf(body, { fixed: true })).toBe(`${body.slice(0, -1)},"fixed":true}`);
    expect(bodyOf(body, { id: { now: 'an object' } })).toContain('"id":{"now":"an object"}');
  });

  it.each(['', 'text', '[1]', '7', 'null', '{"a":', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`])(
    'cannot be applied to what is no JSON object: %#',
    (body) => {
      expect(bodyOf(body, { a: 1 })).toBe('not-json');
    },
  );
});

describe('rules for attributes', () => {
  const attributes = {
    kept: { DataType: 'Number.int', StringValue: '1' },
    gone: { DataType: 'String', StringValue: 'x' },
  };

  it('remove first and set then, and change nothing they do not name', () => {
    const edited = editMessage(
      { body: 'as it is', attributes },
      {
        removeAttributes: ['gone', 'never-there', 'both'],
        setAttributes: {
          both: { DataType: 'String', StringValue: 'set' },
          bytes: { DataType: 'Binary.gzip', BinaryValue: 'H4s=' },
        },
      },
    );
    expect(edited).toEqual({
      body: 'as it is',
      attributes: {
        kept: attributes.kept,
        both: { DataType: 'String', StringValue: 'set' },
        bytes: { DataType: 'Binary.gzip', BinaryValue: Buffer.from('H4s=', 'base64') },
      },
    });
    expect(Object.keys(attributes)).toEqual(['kept', 'gone']);
  });

  it('without rules a message is what it was', () => {
    expect(editMessage({ body: '{"a": 1.0}', attributes }, null)).toEqual({ body: '{"a": 1.0}', attributes });
    expect(editMessage(plain('old'), { body: 'new' })).toEqual(plain('new'));
  });
});
