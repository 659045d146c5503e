import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { processor } from '#infra/functions';
import { deadLetterQueue, mainQueue } from '#infra/queues';
import type { StageClients } from '../../scripts/provision/clients.ts';
import { connectConsumer, waitForMapping } from '../../scripts/provision/consumers.ts';
import { provision } from '../../scripts/provision/provision.ts';
import type { ProvisionedQueue } from '../../scripts/provision/queues.ts';

/** As short as the processor's timeout on a laptop allows: three attempts take about six seconds. */
const VISIBILITY_TIMEOUT_SECONDS = 3;

/** A source queue with its dead-letter queue, of one test alone. */
export interface QueuePair {
  source: ProvisionedQueue;
  deadLetters: ProvisionedQueue;
  /** Lets the processor consume the source, or stops it; returns when Lambda has done so. */
  setConsumer(enabled: boolean): Promise<void>;
}

/** Creates the pair with the numbers of infra/, fed to the processor unless `consumed` is false. */
export async function createQueuePair({
  clients,
  name,
  consumed = true,
}: {
  clients: StageClients;
  name: string;
  consumed?: boolean;
}): Promise<QueuePair> {
  const deadLettersName = `${name}-dlq`;
  const queues = await provision({
    clients,
    queues: [
      { ...deadLetterQueue, name: deadLettersName },
      {
        ...mainQueue,
        name,
        visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
        redrivePolicy: { deadLetterQueue: deadLettersName, maxReceiveCount: 3 },
      },
    ],
    consumers: [],
    stage: 'e2e',
  });
  const source = queues.get(name);
  const deadLetters = queues.get(deadLettersName);
  if (!source || !deadLetters) throw new TypeError('provision returns every queue it was given');

  let uuid: string | null = null;
  const setConsumer = async (enabled: boolean) => {
    if (uuid === null) {
      if (enabled)
        uuid = await connectConsumer({ clients, consumer: { ...processor, queue: name }, queue: source });
      return;
    }
    await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID: uuid, Enabled: enabled }));
    await waitForMapping({ clients, uuid, state: enabled ? 'Enabled' : 'Disabled' });
  };
  await setConsumer(consumed);
  return { source, deadLetters, setConsumer };
}
