/** Which messages of a batch are done. */
export type BatchVerdict =
  { kind: 'all-done' } | { kind: 'none-done' } | { kind: 'partly-done'; failedIds: Set<string> };

/**
 * Reads the answer of a function with `ReportBatchItemFailures`. Nothing, `null`, `{}` and an empty or null list mean
 * that all are done; ids of the batch mean that all others are; anything else fails the whole batch.
 */
export function readBatchResponse(payload: string, messageIds: ReadonlySet<string>): BatchVerdict {
  const response: unknown = JSON.parse(payload);
  if (response === null) return { kind: 'all-done' };
  if (typeof response !== 'object' || Array.isArray(response)) return { kind: 'none-done' };

  const failures: unknown = 'batchItemFailures' in response ? response.batchItemFailures : null;
  if (failures === null) return { kind: 'all-done' };
  if (!Array.isArray(failures)) return { kind: 'none-done' };

  const failedIds = new Set<string>();
  for (const failure of failures as unknown[]) {
    const id = readItemIdentifier(failure);
    if (id === undefined || !messageIds.has(id)) return { kind: 'none-done' };
    failedIds.add(id);
  }
  return failedIds.size === 0 ? { kind: 'all-done' } : { kind: 'partly-done', failedIds };
}

function readItemIdentifier(failure: unknown): string | undefined {
  if (typeof failure !== 'object' || failure === null || !('itemIdentifier' in failure)) return undefined;
  return typeof failure.itemIdentifier === 'string' ? failure.itemIdentifier : undefined;
}
