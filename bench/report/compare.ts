import type { Phase } from '../load/measure.ts';
import { median } from './statistics.ts';

/** Below this share the rates say as much of the machine and the client as of the server. */
const SATURATED_SHARE = 0.95;

/** Requests a second: the median of the rounds. */
export function rateOf(rounds: readonly Phase[]): number {
  return median(rounds.map(({ requests, seconds }) => requests / seconds));
}

/** The server's processor time for one request, in microseconds: the median of the rounds. */
export function cpuPerRequest(rounds: readonly Phase[]): number {
  return median(rounds.map(({ cpuMicros, requests }) => cpuMicros / requests));
}

/**
 * How much of one processor the server used: near 1, or above it with its collector's threads, the server is what limits
 * the rate.
 */
export function shareOf(rounds: readonly Phase[]): number {
  return median(rounds.map(({ cpuMicros, seconds }) => cpuMicros / 1e6 / seconds));
}

export interface Comparison {
  /** The median over the rounds of rate ÷ rate. */
  byRate: number;
  /** Processor time ÷ processor time, the other way round: above 1 is faster, too. */
  byCpu: number;
  /** Both servers were busy all the time. */
  isSaturated: boolean;
}

/** How much faster `a` is than `b`, which ran beside it in the same rounds. */
export function compare(a: readonly Phase[], b: readonly Phase[]): Comparison {
  const ratios = a.map((phase, round) => rateOf([phase]) / rateOf(b.slice(round, round + 1)));
  return {
    byRate: median(ratios),
    byCpu: cpuPerRequest(b) / cpuPerRequest(a),
    isSaturated: Math.min(shareOf(a), shareOf(b)) >= SATURATED_SHARE,
  };
}
