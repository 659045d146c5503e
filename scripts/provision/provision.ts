import type { AlarmSettings } from '#infra/alarms';
import type { ConsumerSettings } from '#infra/functions';
import type { QueueSettings } from '#infra/queues';
import type { TableSettings } from '#infra/state-table';
import { putAlarm } from './alarms.ts';
import type { StageClients } from './clients.ts';
import { connectConsumer } from './consumers.ts';
import { createQueue, findQueue, type ProvisionedQueue } from './queues.ts';
import { createTable } from './table.ts';

/**
 * Makes a stage what the settings say, creating what is missing: queues in the given order (a dead-letter queue before its
 * sources), the table, the alarms, then what feeds the functions from the queues. A mapping that was disabled stays so.
 */
export async function provision({
  clients,
  queues,
  consumers,
  table,
  alarms = [],
  stage,
}: {
  clients: StageClients;
  queues: readonly QueueSettings[];
  consumers: readonly ConsumerSettings[];
  /** Absent: none is touched. */
  table?: TableSettings;
  alarms?: readonly AlarmSettings[];
  stage: string;
}): Promise<Map<string, ProvisionedQueue>> {
  const tableCreated = table && createTable({ dynamoDb: clients.dynamoDb, settings: table });
  const created = new Map<string, ProvisionedQueue>();
  for (const settings of queues) {
    created.set(settings.name, await createQueue({ clients, settings, stage, created }));
  }
  await tableCreated;
  for (const settings of alarms) await putAlarm(clients.cloudWatch, settings);
  await Promise.all(
    consumers.map((consumer) =>
      connectConsumer({ clients, consumer, queue: findQueue(created, consumer.queue) }),
    ),
  );
  return created;
}
