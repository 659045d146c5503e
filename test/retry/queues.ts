import type { ManualClock } from '#engine/core/manual-clock';
import type { JsonAction } from '#engine/core/action';
import { noDisk } from '#engine/core/disk/no-disk';
import { randomIds } from '#engine/core/ids';
import type { QueuePort } from '#engine/core/queue-port';
import { createSqs } from '#engine/sqs/index';

export const ACCOUNT = { accountId: '000000000000', region: 'us-east-1' };

/** The engine's queues in this process, under a clock of the test's. */
export interface Queues {
  port: QueuePort;
  /** Its ARN. */
  create(name: string, attributes: Readonly<Record<string, string>>): Promise<string>;
  /** Sends messages with these bodies, at this moment. */
  send(name: string, bodies: readonly string[]): Promise<void>;
  /** Messages that the queue has, whether visible, in flight or delayed. */
  count(name: string): Promise<number>;
  close(): void;
}

export function openQueues(clock: ManualClock): Queues {
  const { service, queues, close } = createSqs({
    clock,
    ids: randomIds,
    account: ACCOUNT,
    metrics: { put() {} },
    disk: noDisk,
  });
  const actions = new Map<string, JsonAction>(
    service.protocol === 'json' ? service.actions.map((action) => [action.name, action]) : [],
  );
  const endpoint = 'http://engine';
  const run = async (name: string, input: object) => {
    const context = { requestId: name, callerId: 'test', signal: AbortSignal.any([]), endpoint };
    // What an action takes is checked where requests come in, which is not here.
    return (await actions.get(name)?.run(input as never, context)) as Record<string, unknown>;
  };
  const urlOf = (name: string) => `${endpoint}/${ACCOUNT.accountId}/${name}`;

  return {
    port: queues,
    async create(QueueName, Attributes) {
      await run('CreateQueue', { QueueName, Attributes });
      return `arn:aws:sqs:${ACCOUNT.region}:${ACCOUNT.accountId}:${QueueName}`;
    },
    async send(name, bodies) {
      for (const MessageBody of bodies) await run('SendMessage', { QueueUrl: urlOf(name), MessageBody });
    },
    async count(name) {
      const answer = await run('GetQueueAttributes', { QueueUrl: urlOf(name), AttributeNames: ['All'] });
      const attributes = answer['Attributes'] as Record<string, string>;
      return ['', 'NotVisible', 'Delayed']
        .map((state) => Number(attributes[`ApproximateNumberOfMessages${state}`]))
        .reduce((sum, count) => sum + count);
    },
    close,
  };
}
