import { stateTable } from '#infra/state-table';
import { connectTo, disconnect } from '../../scripts/provision/clients.ts';
import { createTable } from '../../scripts/provision/table.ts';

/** The state table of `infra/`, as every stage has it; returns when it can be used. */
export async function createStateTable(endpoint: string): Promise<void> {
  const clients = connectTo(endpoint, 'us-east-1');
  try {
    await createTable({ dynamoDb: clients.dynamoDb, settings: stateTable });
  } finally {
    disconnect(clients);
  }
}
