import type { HolderFacts, QueueFacts } from './facts.ts';

/** The dead-letter queues that a look at this queue is about: the one it names, and itself when queues or functions name it. */
export function deadLetterHolders(facts: QueueFacts): HolderFacts[] {
  const target = facts.deadLetterQueue?.facts;
  return [...(target ? [target] : []), ...(isDeadLetterHolder(facts) ? [facts] : [])];
}

/** Whether a queue is known to take dead letters, of queues or of functions. */
export function isDeadLetterHolder({
  deadLetterSources,
  deadLetterFunctions,
}: Pick<HolderFacts, 'deadLetterSources' | 'deadLetterFunctions'>): boolean {
  return Boolean(deadLetterSources?.length) || deadLetterFunctions.length > 0;
}
