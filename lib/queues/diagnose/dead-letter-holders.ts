import type { HolderFacts, QueueFacts } from './facts.ts';

/** The dead-letter queues that a look at this queue is about: the one it names, and itself when others name it. */
export function deadLetterHolders(facts: QueueFacts): HolderFacts[] {
  const target = facts.deadLetterQueue?.facts;
  return [...(target ? [target] : []), ...(facts.deadLetterSources?.length ? [facts] : [])];
}
