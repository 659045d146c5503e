import { isStanding } from '../../standing-error.ts';
import { stopRun, type Run } from '../run.ts';
import type { Hold } from '../sources/move-source.ts';

const RETRY_LATER_MS = 15_000;

/**
 * Deletes messages whose copies are confirmed, and notes it. Returns the ids of those that are deleted, and of those of which that is not
 * certain (`kept`). When SQS deletes nothing at all the run stops: each further message would be there twice for a while.
 */
export async function removeOriginals(
  run: Run,
  originals: readonly Hold[],
): Promise<{ removed: string[]; kept: string[] }> {
  const { book, source, held } = run;
  // A message that was received again meanwhile is deleted by its latest receipt.
  const latest = originals.map((original) => held.get(original.messageId) ?? original);
  const { left, problem } = await run.connections.run(() => source.remove(latest));
  const removed: string[] = [];
  const kept: string[] = [];
  for (const [index, { messageId }] of originals.entries())
    (left.has(index) ? kept : removed).push(messageId);
  for (const messageId of removed) held.delete(messageId);
  book.done(removed);
  if (kept.length > 0) run.hasLostSight = true;
  if (problem && isStanding(problem)) stopRun(run, { kind: 'halt', reason: problem.message });
  else if (problem) stopRun(run, { kind: 'hand-over', afterMs: RETRY_LATER_MS });
  return { removed, kept };
}
