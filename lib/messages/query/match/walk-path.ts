import type { FieldValue, PathStep } from '../types.ts';

/** Arrays in arrays that are looked into, over a whole path. */
const MAX_ARRAYS = 32;

/** Sees one value of a field, and the body that it may come from. True ends the visit. */
export type VisitValue = (value: FieldValue, bodyText: string) => boolean;

/**
 * True as soon as `visit` is, for one of the values at a path into a JSON value. An array on the way, or at the end, stands for its
 * elements, unless the path has an index for it. An object at the end has no value.
 */
export function someValueAt(
  root: unknown,
  path: readonly PathStep[],
  bodyText: string,
  visit: VisitValue,
): boolean {
  return walk(root, 0, MAX_ARRAYS);

  function walk(value: unknown, index: number, arraysLeft: number): boolean {
    let own = value;
    for (let at = index; at <= path.length; at += 1) {
      const step = path[at];
      if (Array.isArray(own) && typeof step !== 'number') return walkElements(own, at, arraysLeft);
      if (step === undefined) return isValue(own) && visit(own, bodyText);
      own = childOf(own, step);
      if (own === undefined) return false;
    }
    return false;
  }

  function walkElements(elements: readonly unknown[], index: number, arraysLeft: number): boolean {
    if (arraysLeft === 0) return false;
    for (const element of elements) if (walk(element, index, arraysLeft - 1)) return true;
    return false;
  }
}

/** True where a path into a JSON value leads somewhere, be it to an object or an empty array. */
export function isAt(root: unknown, path: readonly PathStep[]): boolean {
  return reaches(root, path, 0, MAX_ARRAYS);
}

function reaches(value: unknown, path: readonly PathStep[], index: number, arraysLeft: number): boolean {
  if (value === undefined) return false;
  const step = path[index];
  if (step === undefined) return true;
  if (!Array.isArray(value) || typeof step === 'number') {
    return reaches(childOf(value, step), path, index + 1, arraysLeft);
  }
  return arraysLeft > 0 && value.some((element) => reaches(element, path, index, arraysLeft - 1));
}

/** Undefined where there is none: JSON has no undefined. */
function childOf(value: unknown, step: PathStep): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<PathStep, unknown>)[step];
}

function isValue(value: unknown): value is FieldValue {
  return value === null || (typeof value !== 'object' && value !== undefined);
}
