import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJson } from './check-json.ts';
import { compactJson, layOutJson } from './lay-out-json.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON in which something was overwritten. */
const nearlyJson = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(
      '',
      ',',
      '}',
      ']',
      '"',
      ':',
      '{',
      '[',
      '\\',
      '\n',
      '\t',
      '0',
      '-',
      '.',
      'e',
      'null',
      ' ',
      "'",
      '\u007F',
      '\u00A0',
    ),
  )
  .map(([text, at, length, put]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + put + text.slice(from + length);
  });

describe('checkJson', () => {
  it('takes exactly what JSON.parse takes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearlyJson, fc.string()), (text) => {
        expect(checkJson(text) === null).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('points into the text', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const problem = checkJson(text);
        if (!problem) return;
        expect(problem.offset).toBeLessThanOrEqual(text.length);
        const lines = text.slice(0, problem.offset).split('\n');
        expect([problem.line, problem.column]).toEqual([lines.length, (lines.at(-1) ?? '').length + 1]);
      }),
    );
  });
});

describe('layOutJson', () => {
  it('changes nothing but blanks', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const laidOut = layOutJson(text);
        expect(JSON.parse(laidOut)).toEqual(JSON.parse(text));
        expect(compactJson(laidOut)).toBe(compactJson(text));
        expect(layOutJson(laidOut)).toBe(laidOut);
      }),
    );
  });
});
