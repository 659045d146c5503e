/**
 * Names of the state table's keys, its index and its attribute of expiry. One table holds all that the desk and its functions
 * keep: attempts now, redrive jobs and audit entries beside them. `infra/state-table.ts` creates it from these names.
 */
export const STATE_KEYS = {
  partition: 'pk',
  sort: 'sk',
  /** Sparse: only items with both attributes are in it, newest last. */
  index: { name: 'byQueue', partition: 'queueKey', sort: 'queueSort' },
  /** Epoch seconds. DynamoDB deletes some time later, so readers look at it too. */
  expiry: 'expiresAt',
} as const;
