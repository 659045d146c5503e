import { PRODUCTION, nameInStage } from '../names.ts';
import { stateTable } from '../state-table.ts';

export function createTable(): sst.aws.Dynamo {
  const { partitionKey, sortKey, index } = stateTable;
  const keys = [partitionKey, sortKey, index.partitionKey, index.sortKey];
  return new sst.aws.Dynamo('StateTable', {
    fields: Object.fromEntries(keys.map((key) => [key, 'string'] as const)),
    primaryIndex: { hashKey: partitionKey, rangeKey: sortKey },
    globalIndexes: {
      [index.name]: {
        hashKey: index.partitionKey,
        rangeKey: index.sortKey,
        projection: [...index.projected],
      },
    },
    ttl: stateTable.timeToLiveAttribute,
    deletionProtection: $app.stage === PRODUCTION,
    transform: { table: { name: nameInStage(stateTable.name, $app.stage) } },
  });
}
