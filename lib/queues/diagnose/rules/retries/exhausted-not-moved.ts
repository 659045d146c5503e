import type { QueueFacts } from '../../facts.ts';
import type { Finding } from '../../types.ts';
import { countOf } from '../../wording.ts';

/** SQS dead-letters inside a later receive, never when a visibility timeout ends: a queue nobody polls keeps what is dead. */
export function exhaustedNotMoved({
  name,
  exhausted,
  maxReceiveCount,
  deadLetterQueue,
}: QueueFacts): Finding[] {
  if (!exhausted || !deadLetterQueue) return [];
  const verb = exhausted === 1 ? 'has' : 'have';
  const receives = maxReceiveCount === null ? 'all receives' : countOf(maxReceiveCount, 'receive');
  return [
    {
      rule: 'exhausted-not-moved',
      severity: 'danger',
      queue: name,
      title: `${countOf(exhausted, 'message')} ${verb} used ${receives} and ${verb} not been moved to ${deadLetterQueue.name}`,
      reason:
        'SQS moves a message to the dead-letter queue when a later receive comes upon it, and nobody receives: it stays unseen here until its retention ends.',
      fix: `Enable the consumer of ${name}, or receive from it once: that moves these messages.`,
    },
  ];
}
