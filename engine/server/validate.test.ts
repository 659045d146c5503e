import { describe, expect, it } from 'vitest';

import { Fault } from '../core/fault.ts';
import type { Shape } from '../core/shape.ts';
import { compileShape } from './validate.ts';

/** The fact and text of the refusal, or undefined when the value passes. */
function refusalOf(shape: Shape, value: unknown): [string, string] | undefined {
  try {
    compileShape(shape)(value, 'Field');
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [error.fact, error.message];
  }
}

const structure: Shape = {
  type: 'structure',
  members: { Name: { type: 'string' }, Count: { type: 'integer', min: 1, max: 10 } },
  required: ['Name'],
};

describe('a structure', () => {
  it('passes with its required members, and with members nobody knows', () => {
    expect(refusalOf(structure, { Name: 'a' })).toBeUndefined();
    expect(refusalOf(structure, { Name: 'a', Other: [] })).toBeUndefined();
  });

  it.each([{}, { Name: null }, { Name: undefined }])('names the missing member in %j', (value) => {
    expect(refusalOf(structure, value)).toEqual([
      'MissingParameter',
      'The request must contain the parameter Name.',
    ]);
  });

  it('takes null for absent, so that an action never sees it', () => {
    const input = { Name: 'a', Count: null };
    compileShape(structure)(input, '');
    expect(input.Count).toBeUndefined();
  });

  it.each([null, [], 'text', 1, true, Buffer.of(1)])('is not %j', (value) => {
    expect(refusalOf(structure, value)?.[0]).toBe('MalformedRequest');
  });

  it('is not fooled by what it inherits', () => {
    expect(refusalOf(structure, JSON.parse('{"__proto__":{"Name":1}}'))?.[0]).toBe('MissingParameter');
  });
});

describe('types', () => {
  it.each<[Shape, unknown]>([
    [{ type: 'string' }, 1],
    [{ type: 'integer' }, '1'],
    [{ type: 'integer' }, 1.5],
    [{ type: 'integer' }, 2 ** 60],
    [{ type: 'number' }, '1'],
    [{ type: 'boolean' }, 'true'],
    [{ type: 'timestamp' }, {}],
    [{ type: 'blob' }, 1],
    [{ type: 'list', of: { type: 'string' } }, {}],
    [{ type: 'list', of: { type: 'string' } }, ['a', 1]],
    [{ type: 'map', of: { type: 'string' } }, []],
    [{ type: 'map', of: { type: 'string' } }, { a: 1 }],
  ])('%j refuses %j', (shape, value) => {
    expect(refusalOf(shape, value)?.[0]).toBe('MalformedRequest');
  });

  it.each<[Shape, unknown]>([
    [{ type: 'string' }, ''],
    [{ type: 'integer' }, -1],
    [{ type: 'number' }, 1.5],
    [{ type: 'boolean' }, false],
    [{ type: 'timestamp' }, 1_795_426_990],
    [{ type: 'blob' }, 'AQI='],
    [{ type: 'blob' }, Buffer.of(1)],
    [{ type: 'list', of: { type: 'string' } }, []],
    [{ type: 'map', of: { type: 'integer' } }, { a: 1 }],
    [{ type: 'any' }, null],
  ])('%j takes %j', (shape, value) => {
    expect(refusalOf(shape, value)).toBeUndefined();
  });
});

describe('bounds', () => {
  it.each<[Shape, unknown, unknown]>([
    [{ type: 'string', minLength: 2 }, 'ab', 'a'],
    [{ type: 'string', maxLength: 2 }, 'ab', 'abc'],
    [{ type: 'string', pattern: /^a+$/ }, 'aa', 'ab'],
    [{ type: 'string', oneOf: ['a', 'b'] }, 'b', 'c'],
    [{ type: 'integer', min: 1 }, 1, 0],
    [{ type: 'integer', max: 10 }, 10, 11],
    [{ type: 'list', of: { type: 'any' }, minItems: 1 }, [1], []],
    [{ type: 'list', of: { type: 'any' }, maxItems: 1 }, [1], [1, 2]],
  ])('%j takes %j and refuses %j', (shape, inside, outside) => {
    expect(refusalOf(shape, inside)).toBeUndefined();
    expect(refusalOf(shape, outside)?.[0]).toBe('InvalidParameterValue');
  });

  it('names the parameter and cuts what it echoes', () => {
    const [, text] = refusalOf({ type: 'string', maxLength: 5 }, 'x'.repeat(100_000)) ?? [];
    expect(text).toMatch(/for parameter Field is invalid/);
    expect(text?.length).toBeLessThan(400);
  });
});
