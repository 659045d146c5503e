import type { Funnel } from '#lib/attempts/types';
import type { Points } from '#lib/metrics/types';

/**
 * What is known of a queue's consumers in a window. `reporting`: attempts were counted. `silent`: messages were received and no attempt
 * was counted. `idle`: neither. `unknown`: not read, or CloudWatch cannot be.
 */
export type Reporting = 'reporting' | 'silent' | 'idle' | 'unknown';

/** `received` are the messages received in each period of the same window. */
export function judgeReporting(funnel: Funnel | undefined, received: Points | undefined): Reporting {
  if (funnel?.steps.length) return 'reporting';
  if (!funnel || funnel.error !== null || !received) return 'unknown';
  return received.some((count) => count) ? 'silent' : 'idle';
}
