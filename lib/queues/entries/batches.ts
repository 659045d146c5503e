/** Bounds of SendMessageBatch, DeleteMessageBatch and ChangeMessageVisibilityBatch. */
export const MAX_BATCH_ENTRIES = 10;
/** Bound of the messages of one SendMessageBatch together. */
export const MAX_BATCH_BYTES = 1_048_576;

/** `entries` in order, in batches that SendMessageBatch takes. An entry above the bound gets a batch of its own. */
export function packBatches<Entry extends { sizeBytes: number }>(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let current: Entry[] = [];
  let currentBytes = 0;
  for (const entry of entries) {
    const full = current.length === MAX_BATCH_ENTRIES || currentBytes + entry.sizeBytes > MAX_BATCH_BYTES;
    if (current.length > 0 && full) {
      batches.push(current);
      current = [];
      currentBytes = 0;
    }
    current.push(entry);
    currentBytes += entry.sizeBytes;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}
