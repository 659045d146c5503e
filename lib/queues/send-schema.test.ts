import { describe, expect, it } from 'vitest';
import { parseInput } from '#lib/parse-input';
import { SendSchema } from './send-schema.ts';

function fieldOf(request: unknown): string | undefined {
  try {
    parseInput(SendSchema, request);
    return undefined;
  } catch (error) {
    return (error as { field?: string }).field;
  }
}

const string = (StringValue: string) => ({ DataType: 'String', StringValue });

describe('SendSchema', () => {
  it.each([
    { body: 'x' },
    { body: '\t\r\n\u{1F600} \uD7FF', count: 1000 },
    { bodies: Array.from({ length: 1000 }, () => 'x'), delaySeconds: 900, groupId: 'g!' },
    { body: 'x', attributes: { 'a.b-c_1': string('0') } },
    { body: 'x', attributes: { n: { DataType: 'Number.int', StringValue: '-1.5e3' } } },
    { body: 'x', attributes: { b: { DataType: 'Binary.gzip', BinaryValue: 'AP8=' } } },
  ])('takes %j', (request) => {
    expect(fieldOf(request)).toBeUndefined();
  });

  it.each([
    [{}, 'body'],
    [[], undefined],
    [{ body: 'x', bodies: ['y'] }, 'body'],
    [{ body: '' }, 'body'],
    [{ body: 7 }, 'body'],
    [{ body: '\u0000' }, 'body'],
    [{ body: '\uD800' }, 'body'],
    [{ body: '\uFFFF' }, 'body'],
    [{ bodies: [] }, 'bodies'],
    [{ bodies: ['a', 'b', '\u0007'] }, 'bodies.2'],
    [{ bodies: Array.from({ length: 1001 }, () => 'x') }, 'bodies'],
    [{ bodies: ['a'], count: 2 }, 'count'],
    [{ body: 'x', count: 0 }, 'count'],
    [{ body: 'x', count: 1001 }, 'count'],
    [{ body: 'x', count: 1.5 }, 'count'],
    [{ body: 'x', delaySeconds: 901 }, 'delaySeconds'],
    [{ body: 'x', delaySeconds: -1 }, 'delaySeconds'],
    [{ body: 'x', groupId: '' }, 'groupId'],
    [{ body: 'x', groupId: 'a b' }, 'groupId'],
    [{ body: 'x', colour: 'red' }, 'colour'],
    [{ body: 'x', attributes: { 'AWS.x': string('1') } }, 'attributes.AWS.x'],
    [{ body: 'x', attributes: { 'a..b': string('1') } }, 'attributes.a..b'],
    [{ body: 'x', attributes: { '.a': string('1') } }, 'attributes..a'],
    [{ body: 'x', attributes: { 'a.': string('1') } }, 'attributes.a.'],
    [{ body: 'x', attributes: { a: string('') } }, 'attributes.a.StringValue'],
    [{ body: 'x', attributes: { a: { DataType: 'Text', StringValue: 'x' } } }, 'attributes.a.DataType'],
    [
      { body: 'x', attributes: { a: { DataType: 'Number', StringValue: 'one' } } },
      'attributes.a.StringValue',
    ],
    [
      { body: 'x', attributes: { a: { DataType: 'Binary', BinaryValue: '%%%' } } },
      'attributes.a.BinaryValue',
    ],
    [{ body: 'x', attributes: { a: { DataType: 'Binary', StringValue: 'x' } } }, 'attributes.a.BinaryValue'],
    [
      {
        body: 'x',
        attributes: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, string('x')])),
      },
      'attributes',
    ],
  ])('refuses %j and names the field', (request, field) => {
    expect(() => parseInput(SendSchema, request)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(fieldOf(request)).toBe(field);
  });
});
