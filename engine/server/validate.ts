import { Fault } from '../core/fault.ts';
import type { Shape } from '../core/shape.ts';

/** Throws a Fault when `value` does not have the shape; `name` is the parameter that the text names. */
export type Checker = (value: unknown, name: string) => void;

type ShapeOf<T extends Shape['type']> = Extract<Shape, { type: T }>;

/**
 * Prepares the check of one shape, once per action, so that a request costs one walk over its members.
 * Nothing is converted: a blob stays base64 text (or the Buffer of a raw body), a timestamp stays a number.
 * A member that is null counts as absent, as in AWS's parsers; unknown members pass and are never read.
 * @throws {Fault} from the returned check: MissingParameter, MalformedRequest (wrong type), InvalidParameterValue (out of bounds)
 */
export function compileShape(shape: Shape): Checker {
  switch (shape.type) {
    case 'any':
      return () => {};
    case 'string':
      return checkString(shape);
    case 'integer':
    case 'number':
      return checkNumber(shape);
    case 'boolean':
      return (value, name) => {
        if (typeof value !== 'boolean') throw wrongType(name, 'a boolean', value);
      };
    case 'timestamp':
      return (value, name) => {
        if (typeof value !== 'number' && typeof value !== 'string')
          throw wrongType(name, 'a timestamp', value);
      };
    case 'blob':
      return (value, name) => {
        if (typeof value !== 'string' && !Buffer.isBuffer(value)) throw wrongType(name, 'base64 text', value);
      };
    case 'list':
      return checkList(shape);
    case 'map':
      return checkMap(shape);
    default:
      return checkStructure(shape);
  }
}

function checkString({ minLength, maxLength, pattern, oneOf }: ShapeOf<'string'>): Checker {
  return (value, name) => {
    if (typeof value !== 'string') throw wrongType(name, 'a string', value);
    if (minLength !== undefined && value.length < minLength) {
      throw outOfBounds(name, value, `Must be at least ${minLength} in length`);
    }
    if (maxLength !== undefined && value.length > maxLength) {
      throw outOfBounds(name, value, `Must be at most ${maxLength} in length`);
    }
    if (pattern && !pattern.test(value)) throw outOfBounds(name, value, `Must match ${pattern.source}`);
    if (oneOf && !oneOf.includes(value)) {
      throw outOfBounds(name, value, `Must be one of ${oneOf.join(', ')}`);
    }
  };
}

function checkNumber(shape: ShapeOf<'integer'> | ShapeOf<'number'>): Checker {
  const { type, min, max } = shape;
  const expected = type === 'integer' ? 'an integer' : 'a number';
  return (value, name) => {
    if (typeof value !== 'number' || (type === 'integer' && !Number.isSafeInteger(value))) {
      throw wrongType(name, expected, value);
    }
    if (min !== undefined && value < min)
      throw outOfBounds(name, value, `Must be greater than or equal to ${min}`);
    if (max !== undefined && value > max)
      throw outOfBounds(name, value, `Must be less than or equal to ${max}`);
  };
}

function checkList({ of, minItems, maxItems }: ShapeOf<'list'>): Checker {
  const check = compileShape(of);
  return (value, name) => {
    if (!Array.isArray(value)) throw wrongType(name, 'a list', value);
    if (minItems !== undefined && value.length < minItems) {
      throw outOfBounds(name, value.length, `Must have at least ${minItems} members`);
    }
    if (maxItems !== undefined && value.length > maxItems) {
      throw outOfBounds(name, value.length, `Must have at most ${maxItems} members`);
    }
    for (const item of value) check(item, name);
  };
}

function checkMap({ of }: ShapeOf<'map'>): Checker {
  const check = compileShape(of);
  return (value, name) => {
    if (!isObject(value)) throw wrongType(name, 'a map', value);
    for (const key of Object.keys(value)) check(value[key], key);
  };
}

function checkStructure({ members, required = [] }: ShapeOf<'structure'>): Checker {
  const checks = Object.entries(members).map(([member, shape]) => ({
    member,
    check: compileShape(shape),
    required: required.includes(member),
  }));
  return (value, name) => {
    if (!isObject(value)) throw wrongType(name, 'a structure', value);
    for (const { member, check, required } of checks) {
      const inner = value[member];
      if (inner !== undefined && inner !== null) check(inner, member);
      else if (required) {
        throw new Fault('MissingParameter', `The request must contain the parameter ${member}.`);
      } else if (inner === null) value[member] = undefined;
    }
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}

function wrongType(name: string, expected: string, value: unknown): Fault {
  const got = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
  return new Fault('MalformedRequest', `${name || 'The request'} must be ${expected}, not ${got}.`);
}

/** An echoed value is cut, so that an error never answers with megabytes. */
function outOfBounds(name: string, value: string | number, reason: string): Fault {
  const shown = String(value).slice(0, 256);
  return new Fault(
    'InvalidParameterValue',
    `Value ${shown} for parameter ${name} is invalid. Reason: ${reason}.`,
  );
}
