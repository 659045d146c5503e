import type { QueueFacts } from '../../facts.ts';
import type { Finding } from '../../types.ts';

const TYPE_NAMES = { standard: 'a standard queue', fifo: 'a FIFO queue' } as const;

/** Dead letters move between queues of one type only. A queue that does not exist has no type to complain about. */
export function deadLetterQueueType({ name, type, deadLetterQueue }: QueueFacts): Finding[] {
  if (!deadLetterQueue || deadLetterQueue.exists === false || deadLetterQueue.type === type) return [];
  return [
    {
      rule: 'dead-letter-queue-type',
      severity: 'danger',
      queue: name,
      title: `${name} is ${TYPE_NAMES[type]}, its dead-letter queue ${deadLetterQueue.name} is ${TYPE_NAMES[deadLetterQueue.type]}`,
      reason: 'SQS moves dead letters only to a queue of the same type: here they cannot arrive.',
      fix: `Create ${TYPE_NAMES[type]} for dead letters and name it in the RedrivePolicy of ${name}.`,
    },
  ];
}
