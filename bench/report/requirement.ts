import type { Comparison } from './compare.ts';

/** What must hold, and what was measured. */
export interface Requirement {
  text: string;
  bound: { atLeast: number } | { below: number };
  figure: number;
  /** What the figure is made of. */
  by: 'rate' | 'processor time' | 'time' | 'memory';
}

/** Whether the figure keeps the bound; a figure that is not a number does not. */
export function isMet({ bound, figure }: Requirement): boolean {
  return 'atLeast' in bound ? figure >= bound.atLeast : figure < bound.below;
}

/**
 * A ratio of speeds that must not be less than `atLeast`. It is that of the rates when both servers were saturated;
 * otherwise something else than they set the pace, and that of their processor times decides.
 */
export function requireRatio(text: string, atLeast: number, ratio: Comparison): Requirement {
  const { byRate, byCpu, isSaturated } = ratio;
  return isSaturated
    ? { text, bound: { atLeast }, figure: byRate, by: 'rate' }
    : { text, bound: { atLeast }, figure: byCpu, by: 'processor time' };
}

/** The same for servers that wait for a disk: what they wait for is theirs, so the rate decides. */
export function requireRate(text: string, atLeast: number, { byRate }: Comparison): Requirement {
  return { text, bound: { atLeast }, figure: byRate, by: 'rate' };
}
