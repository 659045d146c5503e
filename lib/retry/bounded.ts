import { z } from 'zod';

const shown = (value: number) => value.toLocaleString('en-US');

/** A whole number within AWS's bounds; one that is not is refused with the bounds and the unit. */
export function bounded({ min, max }: { min: number; max: number }, unit: string) {
  const error = `A whole number of ${unit}, ${shown(min)} to ${shown(max)}.`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}
