import type { Attempt } from '../types.ts';
import type { BatchHandling } from './types.ts';

export interface Handled extends Pick<Attempt, 'outcome' | 'processed' | 'left'> {
  /** Deleted without having been processed. */
  lost: readonly string[];
}

/** What a function that handles batches like this makes of one in which some messages fail. */
export function handleBatch(
  handling: BatchHandling,
  items: readonly string[],
  fails: (item: string) => boolean,
): Handled {
  const failed = items.filter(fails);
  const [first] = failed;
  if (first === undefined) return { outcome: 'succeeded', processed: items, left: [], lost: [] };
  const processed = items.filter((item) => !fails(item));
  const reached = items.slice(0, items.indexOf(first));
  const handled: Record<BatchHandling, Handled> = {
    throws: { outcome: 'failed', processed: reached, left: items, lost: [] },
    'deletes-and-throws': {
      outcome: 'failed',
      processed: reached,
      left: items.slice(reached.length),
      lost: [],
    },
    reports: { outcome: 'partly-failed', processed, left: failed, lost: [] },
    swallows: { outcome: 'swallowed', processed, left: [], lost: failed },
  };
  return handled[handling];
}
