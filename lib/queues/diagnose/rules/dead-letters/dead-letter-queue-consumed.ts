import { deadLetterHolders } from '../../dead-letter-holders.ts';
import type { HolderFacts, QueueFacts } from '../../facts.ts';
import type { Finding } from '../../types.ts';

/** A function takes dead letters before a person has seen them. In a chain of queues that is meant: a later stage of retries. */
export function deadLetterQueueConsumed(facts: QueueFacts): Finding[] {
  return deadLetterHolders(facts).flatMap(judge);
}

function judge({ name, consumers, hasDeadLetterQueue }: HolderFacts): Finding[] {
  const enabled = (consumers ?? []).filter(({ state }) => state === 'enabled');
  if (enabled.length === 0) return [];
  const functions = enabled.map(({ functionName }) => functionName).join(', ');
  return [
    {
      rule: 'dead-letter-queue-consumed',
      severity: hasDeadLetterQueue ? 'notice' : 'warning',
      queue: name,
      title: `The dead-letter queue ${name} is consumed by ${functions}`,
      reason: hasDeadLetterQueue
        ? 'It has a dead-letter queue of its own, so this may be a second stage of retries; what succeeds there is never seen here.'
        : 'Dead letters are taken out before anybody has looked at them, and one that fails again is retried until its retention ends.',
      fix: `Disable the event source mapping of ${functions} on ${name}, unless it is there to archive or to repair.`,
    },
  ];
}
