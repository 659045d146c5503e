import type { QueueList } from '#lib/queues/types';

/** Names of queues that can take messages of `source`: of the same type, and not where they are. All for a file. */
export function listTargetQueues(list: QueueList | undefined, source: string | null): string[] {
  if (!list) return [];
  const type = list.queues.find(({ name }) => name === source)?.type;
  return list.queues
    .filter((queue) => queue.name !== source && (type === undefined || queue.type === type))
    .map(({ name }) => name);
}

/** Names of the functions that consume some queue. */
export function listFunctions(list: QueueList | undefined): string[] {
  const names = list?.queues.flatMap(({ consumers }) => consumers.map(({ functionName }) => functionName));
  return [...new Set(names)].toSorted();
}
