import type { ScannedMessage } from '#lib/messages/types';
import type { QueueList, QueueSummary } from '#lib/queues/types';

/** What is to be moved, before the button. */
export interface RedrivePlan {
  /** The dead-letter queue. */
  source: string;
  /** The chosen messages; null for everything in the queue. */
  messages: ScannedMessage[] | null;
  /** How many that is; approximate for everything. */
  count: number;
  /** Queues they came from; the default targets. */
  origins: string[];
  /** Chosen messages without a source: they need a target. */
  withoutOrigin: number;
  /** Chosen messages that were redriven before. */
  redrivenBefore: number;
}

/** The plan for `messages`, or for all of about `count`. */
export function planRedrive(
  source: string,
  messages: ScannedMessage[] | null,
  { count, sources }: { count: number; sources: string[] },
): RedrivePlan {
  const known = messages?.flatMap(({ deadLetterSource }) => deadLetterSource ?? []) ?? sources;
  return {
    source,
    messages,
    count: messages?.length ?? count,
    origins: [...new Set(known)].toSorted(),
    withoutOrigin: messages?.filter(({ deadLetterSource }) => deadLetterSource === null).length ?? 0,
    redrivenBefore: messages?.filter(({ generation }) => generation > 0).length ?? 0,
  };
}

/** Queues that can take these messages: of the same type, and not where they are. */
export function findTargets(list: QueueList, source: string): QueueSummary[] {
  const type = list.queues.find(({ name }) => name === source)?.type;
  return list.queues.filter((queue) => queue.name !== source && queue.type === type);
}

/** What will happen to messages at `targets`, where nobody may be waiting for them. */
export function findConsumerWarnings(list: QueueList, targets: readonly string[]): string[] {
  if (list.consumersError) return [];
  return targets.flatMap((name) => {
    const queue = list.queues.find((candidate) => candidate.name === name);
    if (!queue || queue.consumers.some(({ state }) => state === 'enabled')) return [];
    const [consumer] = queue.consumers;
    return consumer
      ? `The consumer of ${name}, ${consumer.functionName}, is ${consumer.state}: messages will wait there.`
      : `${name} has no Lambda consumer: messages will wait there until something receives them.`;
  });
}
