import type { QueueFacts } from '../../facts.ts';
import { DIAGNOSE_LIMITS } from '../../limits.ts';
import type { Finding } from '../../types.ts';

/** The redrive policy names a queue that was deleted. */
export function deadLetterQueueMissing({ name, deadLetterQueue, maxReceiveCount }: QueueFacts): Finding[] {
  if (deadLetterQueue?.exists !== false) return [];
  const receives =
    maxReceiveCount === null ? 'all their receives' : `all ${maxReceiveCount} of their receives`;
  return [
    {
      rule: 'dead-letter-queue-missing',
      severity: 'danger',
      queue: name,
      title: `The dead-letter queue ${deadLetterQueue.name} does not exist`,
      reason: `Messages of ${name} that have used ${receives} have nowhere to go: they are lost at the latest when their retention ends.`,
      fix: `Create ${deadLetterQueue.name} again with a MessageRetentionPeriod of ${DIAGNOSE_LIMITS.maxRetentionSeconds}, or name another queue in the RedrivePolicy of ${name}.`,
    },
  ];
}
