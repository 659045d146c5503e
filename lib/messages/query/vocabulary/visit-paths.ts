import { writePath } from '../fields/field-name.ts';
import type { FieldValue } from '../types.ts';

const MAX_STEPS = 4;
const MAX_KEYS = 60;
const MAX_ELEMENTS = 10;
const MAX_ARRAYS = 4;

/**
 * Visits the values in a JSON value with their paths (`order.id`, `items.sku`, `["odd key"]`): at most 4 steps deep, the first 60 keys of
 * an object and the first 10 elements of an array.
 */
export function visitPaths(root: unknown, visit: (path: string, value: FieldValue) => void): void {
  walk(root, '', 0, MAX_ARRAYS);

  function walk(value: unknown, path: string, steps: number, arraysLeft: number): void {
    if (Array.isArray(value)) {
      if (arraysLeft === 0) return;
      for (const element of value.slice(0, MAX_ELEMENTS)) walk(element, path, steps, arraysLeft - 1);
    } else if (typeof value === 'object' && value !== null) {
      if (steps === MAX_STEPS) return;
      for (const [key, child] of Object.entries(value).slice(0, MAX_KEYS)) {
        const step = writePath([key]);
        walk(child, path === '' && step.startsWith('.') ? step.slice(1) : path + step, steps + 1, arraysLeft);
      }
    } else if (steps > 0 && value !== undefined) visit(path, value as FieldValue);
  }
}
