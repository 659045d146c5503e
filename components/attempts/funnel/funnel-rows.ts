import type { Funnel } from '#lib/attempts/types';

/** One line of the funnel; lengths are percentages of the longest bar. */
export interface FunnelRow {
  /** `1` to `9` and `10+`. */
  attempt: string;
  came: number;
  succeeded: number;
  cameWidth: number;
  succeededWidth: number;
  /** More attempts than the queue allows: these messages were redriven. */
  afterRedrive: boolean;
}

export interface FunnelRows {
  rows: FunnelRow[];
  /** Messages that came to an end in the window: they succeeded or died. */
  ended: number;
  died: number | null;
  diedWidth: number;
  /** Why `died` is null; null when it is not. */
  diedUnknown: string | null;
}

/** From this number on attempts are counted together. */
const POOLED_FROM = 10;

const NO_LIMIT = 'Without a redrive policy no message dies here: it is retried until it expires.';
const POOLED = 'Receives from the 10th on are counted together, so the last one cannot be told apart.';
const UNKNOWN = 'The last receive was not counted.';

/** A funnel as bars to one common scale. */
export function toFunnelRows({ steps, died, maxReceiveCount }: Funnel): FunnelRows {
  const most = Math.max(1, died ?? 0, ...steps.map(({ attempts }) => attempts));
  const widthOf = (count: number) => Math.min(100, (100 * count) / most);
  return {
    rows: steps.map(({ attempt, attempts, succeeded }) => ({
      attempt,
      came: attempts,
      succeeded,
      cameWidth: widthOf(attempts),
      succeededWidth: widthOf(succeeded),
      afterRedrive: maxReceiveCount !== null && parseInt(attempt) > maxReceiveCount,
    })),
    ended: steps.reduce((sum, { succeeded }) => sum + succeeded, died ?? 0),
    died,
    diedWidth: widthOf(died ?? 0),
    diedUnknown: died === null ? explainUnknown(maxReceiveCount) : null,
  };
}

function explainUnknown(maxReceiveCount: number | null): string {
  if (maxReceiveCount === null) return NO_LIMIT;
  return maxReceiveCount >= POOLED_FROM ? POOLED : UNKNOWN;
}
