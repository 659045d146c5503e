import type { Clock } from '../../core/clock.ts';
import { MAPPING_LIMITS } from '../limits.ts';

/**
 * How many batches of one queue may run at the same time. It starts at 5, grows by 300 a minute while all that are allowed
 * are in use, is halved when the function fails or is throttled, and idles down to 2, as AWS documents for SQS.
 */
export interface Concurrency {
  /** At most `maximum`. */
  limit(maximum: number): number;
  /** As many as allowed are running and there is more to do. */
  saturated(): void;
  /** The function failed as a whole or was throttled. */
  troubled(): void;
  /** A long poll brought nothing. */
  idle(): void;
}

export function createConcurrency({ clock }: { clock: Clock }): Concurrency {
  const { startConcurrency, idleConcurrency, concurrencyStepMs } = MAPPING_LIMITS;
  let allowed: number = startConcurrency;
  /** Since when all have been in use, less what has been added for it. */
  let saturatedFromMs: number | undefined;

  const set = (value: number) => {
    allowed = Math.max(idleConcurrency, value);
    saturatedFromMs = undefined;
  };

  return {
    limit(maximum) {
      allowed = Math.min(allowed, Math.max(maximum, idleConcurrency));
      return allowed;
    },
    saturated() {
      const nowMs = clock.nowMs();
      saturatedFromMs ??= nowMs;
      const steps = Math.floor((nowMs - saturatedFromMs) / concurrencyStepMs);
      allowed += steps;
      saturatedFromMs += steps * concurrencyStepMs;
    },
    troubled: () => set(Math.floor(allowed / 2)),
    idle: () => set(idleConcurrency),
  };
}
