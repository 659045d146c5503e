import { Fault } from '../core/fault.ts';
import type { Shape } from '../core/shape.ts';
import { LAMBDA_LIMITS } from './limits.ts';

export interface PageInput {
  Marker?: string;
  MaxItems?: number;
}

export const PAGE_MEMBERS = {
  Marker: { type: 'string' },
  MaxItems: { type: 'integer', min: 1, max: LAMBDA_LIMITS.maxItems },
} as const satisfies Record<string, Shape>;

/**
 * The items from `Marker` on, at most `MaxItems` and never more than `largestPage`. A marker is the number of items before.
 * @throws Fault InvalidParameterValue for a marker this engine did not make.
 */
export function takePage<T>(items: readonly T[], { Marker, MaxItems }: PageInput, largestPage: number) {
  if (Marker !== undefined && !/^\d{1,9}$/.test(Marker))
    throw new Fault('InvalidParameterValue', 'The Marker is not valid.');
  const start = Number(Marker ?? 0);
  const end = start + Math.min(MaxItems ?? largestPage, largestPage);
  return { page: items.slice(start, end), nextMarker: end < items.length ? String(end) : undefined };
}
