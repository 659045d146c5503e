import type { QueueFacts } from '../../facts.ts';
import { DIAGNOSE_LIMITS } from '../../limits.ts';
import type { Finding } from '../../types.ts';
import { countOf, duration } from '../../wording.ts';

/** All receives together take longer than the retention: a message expires before it can be dead-lettered. */
export function expiresBeforeDead(facts: QueueFacts): Finding[] {
  const { name, maxReceiveCount, visibilityTimeoutSeconds, retentionSeconds } = facts;
  if (maxReceiveCount === null || visibilityTimeoutSeconds === null || retentionSeconds === null) return [];
  const neededSeconds = maxReceiveCount * visibilityTimeoutSeconds;
  if (neededSeconds < retentionSeconds) return [];
  return [
    {
      rule: 'expires-before-dead',
      severity: 'danger',
      queue: name,
      title: `${countOf(maxReceiveCount, 'receive')} at ${duration(visibilityTimeoutSeconds)} each take ${duration(neededSeconds)}, messages live ${duration(retentionSeconds)}`,
      reason: `A message that always fails expires in ${name} before it is dead-lettered: it vanishes, and no dead letter tells of it.`,
      fix: toFix(name, { visibilityTimeoutSeconds, retentionSeconds, neededSeconds }),
    },
  ];
}

interface Times {
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  neededSeconds: number;
}

/** Fewer receives if that is enough; otherwise the longest life there is, which five receives never outlast. */
function toFix(name: string, times: Times): string {
  const { minReceives, advisedReceives, maxRetentionSeconds } = DIAGNOSE_LIMITS;
  const { visibilityTimeoutSeconds, retentionSeconds, neededSeconds } = times;
  const possible = Math.ceil(retentionSeconds / visibilityTimeoutSeconds) - 1;
  const fewer = `maxReceiveCount in the RedrivePolicy of ${name} to ${Math.min(Math.max(possible, minReceives), advisedReceives)}`;
  if (possible >= minReceives) return `Set ${fewer}.`;
  const longer = `Set MessageRetentionPeriod of ${name} to ${maxRetentionSeconds} (${duration(maxRetentionSeconds)})`;
  return neededSeconds < maxRetentionSeconds ? `${longer}.` : `${longer} and ${fewer}.`;
}
