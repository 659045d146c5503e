import { describe, expect, it } from 'vitest';
import { JsonNumber, parseBody } from './parse-body.ts';

describe('parseBody', () => {
  it('keeps the digits of numbers that JavaScript would change', () => {
    expect(parseBody('{"id": 12345678901234567890, "rate": 1.10, "n": [1e400]}')).toEqual({
      id: new JsonNumber('12345678901234567890'),
      rate: new JsonNumber('1.10'),
      n: [new JsonNumber('1e400')],
    });
  });

  it('keeps everything else as it is', () => {
    expect(parseBody(' [null, true, "<b>", {"__proto__": "x"}]')).toEqual([
      null,
      true,
      '<b>',
      JSON.parse('{"__proto__": "x"}'),
    ]);
  });

  it.each(['plain text', '', '{"broken": ', '42', '"text"', 'null', '{} trailing'])(
    'takes %j for text, not for a document',
    (body) => {
      expect(parseBody(body)).toBeNull();
    },
  );
});
