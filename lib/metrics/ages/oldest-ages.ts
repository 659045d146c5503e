import type { Context } from '#lib/context';
import { latest } from '../series-queries.ts';
import type { Points } from '../types.ts';
import type { MetricsWindow } from '../window.ts';

/** An older point may be of messages that have left meanwhile. */
const RECENT_MS = 15 * 60_000;
/** The peak of a longer period may be of such messages too. */
const MAX_PERIOD_SECONDS = 300;

/** Ages that pages have asked CloudWatch for anyway, for others who want to know them without asking again. */
export interface OldestAges {
  /** Notes the newest point of `ApproximateAgeOfOldestMessage` of a queue, if it is recent and fine enough. */
  note(queue: string, points: Points | undefined, window: MetricsWindow): void;
  /** Seconds; null when nobody asked CloudWatch in the last 15 minutes or it had nothing. */
  known(queue: string): number | null;
}

export function oldestAges(ctx: Context): OldestAges {
  return ctx.shared.of('oldest-ages', () => createOldestAges(ctx.clock));
}

export function createOldestAges(clock: Context['clock']): OldestAges {
  const ages = new Map<string, { ageSeconds: number; atMs: number }>();
  return {
    note(queue, points, { timestampsMs, periodSeconds, endMs }) {
      if (periodSeconds > MAX_PERIOD_SECONDS) return;
      const ageSeconds = latest(points);
      if (ageSeconds === null) return;
      const index = points?.findLastIndex((point) => point !== null) ?? -1;
      const atMs = (timestampsMs[index] ?? 0) + periodSeconds * 1000;
      if (endMs - atMs < RECENT_MS) ages.set(queue, { ageSeconds, atMs });
    },
    known(queue) {
      const age = ages.get(queue);
      return age && clock.nowMs() - age.atMs < RECENT_MS ? age.ageSeconds : null;
    },
  };
}
