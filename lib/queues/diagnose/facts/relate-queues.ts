import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { isElsewhere } from '#lib/queues/attributes/elsewhere';
import type { SourceFacts } from '../facts.ts';
import type { Relations } from './to-facts.ts';

/**
 * What a reading of all queues tells of one: the queues that dead-letter into it, by name, and the one that takes its dead letters. Of the
 * `unknown` ones it is only known that they are there; of a queue elsewhere not even that.
 */
export function relateQueues(
  queues: readonly QueueAttributes[],
  unknown: readonly string[],
): (queue: QueueAttributes) => Relations & { deadLetterSources: SourceFacts[] } {
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const hidden = new Set(unknown);
  const sources = Map.groupBy(queues, ({ redrivePolicy }) => redrivePolicy?.deadLetterQueue ?? null);
  return ({ name, redrivePolicy }) => {
    const target = redrivePolicy?.deadLetterQueue;
    const isMissing = target !== undefined && !hidden.has(target) && !isElsewhere(target);
    return {
      deadLetterSources: (sources.get(name) ?? [])
        .map((source) => ({ name: source.name, retentionSeconds: source.retentionSeconds }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      deadLetterQueue: byName.get(target ?? '') ?? (isMissing ? 'missing' : null),
      exhausted: null,
    };
  };
}
