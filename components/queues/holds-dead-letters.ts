import type { QueueSummary } from '#lib/queues/types';

/** Whether queues or functions leave their failed messages in this queue. */
export function holdsDeadLetters({
  deadLetterSources,
  deadLetterFunctions,
}: Pick<QueueSummary, 'deadLetterSources' | 'deadLetterFunctions'>): boolean {
  return deadLetterSources.length > 0 || deadLetterFunctions.length > 0;
}
