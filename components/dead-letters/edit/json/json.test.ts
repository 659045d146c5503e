import { describe, expect, it } from 'vitest';
import { checkJson } from './check-json.ts';
import { compactJson, layOutJson } from './lay-out-json.ts';

describe('checkJson', () => {
  it.each([
    ['{"a": 1,}', 1, 9, 'Take away the comma'],
    ['{"a": 1\n "b": 2}', 2, 2, 'Write a , before the next one'],
    ['{a: 1}', 1, 2, 'in double quotes'],
    ["{'a': 1}", 1, 2, 'double quotes only'],
    ['{"a" 1}', 1, 6, 'Write a :'],
    ['{"a": }', 1, 7, 'Write a value here'],
    ['{"a": 01}', 1, 7, 'no number of JSON'],
    ['{"a": tru}', 1, 7, 'only numbers, true, false and null'],
    ['{"a": "b', 1, 7, 'not closed'],
    ['{"a": 1', 1, 8, 'ends before its }'],
    ['[1, 2}', 1, 6, 'closes something else'],
    ['{} {}', 1, 4, 'ends before this'],
    ['{"a": "\\d"}', 1, 8, 'no escape'],
    ['// note\n{}', 1, 1, 'no comments'],
    ['', 1, 1, 'Write a value here'],
  ])('%j: line %d, column %d, %s', (text, line, column, message) => {
    const problem = checkJson(text);
    expect(problem).toMatchObject({ line, column });
    expect(problem?.message).toContain(message);
  });

  it('is not overwhelmed by nesting', () => {
    expect(checkJson('['.repeat(200_000) + ']'.repeat(200_000))).toBeNull();
  });
});

describe('layOutJson', () => {
  it('puts a value on each line', () => {
    expect(layOutJson('{"a":[1,{"b":{}}],"c":[]}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": {}\n    }\n  ],\n  "c": []\n}',
    );
  });

  it('does not fill the memory with blanks', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    expect(layOutJson(deep).length).toBeLessThan(300 * deep.length);
  });

  it('keeps digits, escapes and repeated names', () => {
    const text = '{"id":12345678901234567890,"rate":1.10,"s":"\\u00e9\\/ , : {","id":2}';
    expect(compactJson(layOutJson(text))).toBe(text);
  });
});
