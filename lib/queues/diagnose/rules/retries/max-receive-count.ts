import type { QueueFacts } from '../../facts.ts';
import { DIAGNOSE_LIMITS } from '../../limits.ts';
import type { Finding } from '../../types.ts';
import { countOf, duration } from '../../wording.ts';

const { minReceives, manyReceives, advisedReceives } = DIAGNOSE_LIMITS;

/** Too few receives to ride out a hiccup, or so many that a bad message never ends. */
export function maxReceiveCount(facts: QueueFacts): Finding[] {
  const { name, maxReceiveCount: receives } = facts;
  if (receives === null || (receives >= minReceives && receives < manyReceives)) return [];
  // Messages that do not live to their last receive are another rule's.
  if (receives >= manyReceives && isCutShort(facts, receives)) return [];
  return [
    {
      rule: 'max-receive-count',
      severity: 'warning',
      queue: name,
      title: `Messages of ${name} are dead-lettered after ${countOf(receives, 'receive')}`,
      reason: receives < minReceives ? tooFew(receives) : tooMany(facts, receives),
      fix: `Set maxReceiveCount in the RedrivePolicy of ${name} to ${advisedReceives}.`,
    },
  ];
}

function isCutShort({ visibilityTimeoutSeconds, retentionSeconds }: QueueFacts, receives: number): boolean {
  if (visibilityTimeoutSeconds === null || retentionSeconds === null) return false;
  return receives * visibilityTimeoutSeconds >= retentionSeconds;
}

function tooFew(receives: number): string {
  const retries = receives === 1 ? 'There is no retry' : 'There is only one retry';
  return `${retries}: a throttled function, a deployment or a look at the queue in the console is enough to make a dead letter of a good message.`;
}

function tooMany({ visibilityTimeoutSeconds, type }: QueueFacts, receives: number): string {
  const takes =
    visibilityTimeoutSeconds === null
      ? 'A message that always fails is retried for a very long time'
      : `A message that always fails is retried for ${duration(receives * visibilityTimeoutSeconds)} and longer`;
  const cost = type === 'fifo' ? 'blocks its message group all the while' : 'costs an attempt each time';
  return `${takes}, ${cost}, and nobody sees it among the dead letters.`;
}
