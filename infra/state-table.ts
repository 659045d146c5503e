import { STATE_KEYS } from '#lib/state/keys';

/** The one DynamoDB table of a stage; on demand, so that a quiet desk costs nothing. */
export interface TableSettings {
  name: string;
  /** Names of the string attributes that are its keys. */
  partitionKey: string;
  sortKey: string;
  index: {
    name: string;
    partitionKey: string;
    sortKey: string;
    /** What a query of the index brings besides the keys, so that counting failures reads little. */
    projected: readonly string[];
  };
  /** Epoch seconds after which an item may be deleted. */
  timeToLiveAttribute: string;
}

export const stateTable: TableSettings = {
  name: 'redrive-state',
  partitionKey: STATE_KEYS.partition,
  sortKey: STATE_KEYS.sort,
  index: {
    name: STATE_KEYS.index.name,
    partitionKey: STATE_KEYS.index.partition,
    sortKey: STATE_KEYS.index.sort,
    projected: ['messageId', 'fingerprint', 'receiveCount', 'startedAtMs', STATE_KEYS.expiry],
  },
  timeToLiveAttribute: STATE_KEYS.expiry,
};
