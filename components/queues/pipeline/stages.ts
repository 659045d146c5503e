import type { FunnelStep } from '#lib/attempts/types';

/** One attempt of the retry loop, over the chosen window. */
export interface AttemptStage {
  /** `1` to `9` and `10+`. */
  label: string;
  attempts: number | null;
  succeeded: number | null;
  failures: number | null;
  /** Attempts beyond the queue's limit: these messages were redriven. */
  afterRedrive: boolean;
}

/** From this number on the processor pools attempts. */
const POOLED = 10;

/** Without a limit a queue retries until its messages expire; the first three show how that begins. */
const DEFAULT_STAGES = 3;

/**
 * The attempts a message of this queue can have, in order, joined with those that were seen. Counts are null (not known)
 * when the processor reported none at all, and zero when it reported others.
 */
export function toStages(
  maxReceiveCount: number | null,
  seen: readonly FunnelStep[] | undefined,
): AttemptStage[] {
  const limit = maxReceiveCount ?? DEFAULT_STAGES;
  const labels = Array.from({ length: Math.min(limit, POOLED - 1) }, (_, index) => String(index + 1));
  if (limit >= POOLED) labels.push(`${POOLED}+`);
  const extra = (seen ?? []).map(({ attempt }) => attempt).filter((attempt) => !labels.includes(attempt));
  return [...labels, ...extra]
    .toSorted((a, b) => parseInt(a) - parseInt(b))
    .map((label) => {
      const counts = seen?.find(({ attempt }) => attempt === label);
      const missing = seen?.length ? 0 : null;
      return {
        label,
        attempts: counts?.attempts ?? missing,
        succeeded: counts?.succeeded ?? missing,
        failures: counts?.failed ?? missing,
        afterRedrive: maxReceiveCount !== null && parseInt(label) > maxReceiveCount,
      };
    });
}

/** Attempts that succeeded, over all stages; null when nothing was reported. */
export function countSucceeded(stages: readonly AttemptStage[]): number | null {
  return stages.reduce<number | null>(
    (sum, { succeeded }) => (succeeded === null ? sum : (sum ?? 0) + succeeded),
    null,
  );
}
