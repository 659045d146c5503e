import { attributeOf, type Ledger } from './ledger.ts';
import type { Random } from '#test/factories/random';
import {
  type Acknowledged,
  EXTRA_PREFIX,
  GROUPS,
  putPoint,
  type Queues,
  receiveFrom,
  type World,
} from './world.ts';

/** A load that runs until the engine is killed. */
export interface Load {
  /** Requests without an answer at this moment. */
  pending(): number;
  /** From now on failures are what is to be expected. */
  engineIsDead(): void;
  /** Resolves when every client has seen the end. */
  ended: Promise<void>;
  /** Failures while the engine lived. */
  readonly failures: string[];
}

const VISIBILITY_SECONDS = [0, 1, 2] as const;

/** A delete counts as certain when it was answered within this share of the visibility timeout. */
const SAFE_SHARE = 0.5;

/** Clients that send, receive, delete, change and redrive at random, and note all of it in the world's ledgers. */
export function startLoad(world: World, queues: Queues, random: Random, now: () => number): Load {
  const { call } = queues;
  const failures: string[] = [];
  let pending = 0;
  let isDead = false;

  const newBody = () => `message ${world.nextMessage++} ${'.'.repeat(random.below(2000))}`;
  const withAttribute = (body: string) => ({
    MessageBody: body,
    MessageAttributes: { origin: { DataType: 'String', StringValue: attributeOf(body) } },
  });

  const sendSingle = async () => {
    const body = newBody();
    world.standard.sending(body);
    await call('SendMessage', {
      QueueUrl: queues.main,
      ...withAttribute(body),
      DelaySeconds: random.below(2),
    });
    world.standard.sent(body);
  };

  const sendBatch = async () => {
    const bodies = Array.from({ length: 1 + random.below(10) }, newBody);
    for (const body of bodies) world.standard.sending(body);
    const Entries = bodies.map((body, index) => ({ Id: String(index), ...withAttribute(body) }));
    const { Successful } = await call<{ Successful: { Id: string }[] }>('SendMessageBatch', {
      QueueUrl: queues.main,
      Entries,
    });
    for (const { Id } of Successful) world.standard.sent(bodies[Number(Id)] ?? '');
  };

  const sendFifo = async (group: string) => {
    const state = world.groups.get(group);
    if (!state) return;
    state.unanswered ??= { body: newBody(), place: state.nextPlace++ };
    const { body, place } = state.unanswered;
    world.fifo.sending(body, { group, place });
    await call('SendMessage', { QueueUrl: queues.fifo, ...withAttribute(body), MessageGroupId: group });
    world.fifo.sent(body);
    state.unanswered = undefined;
  };

  const consume = async (ledger: Ledger, queueUrl: string) => {
    const visibilitySeconds = random.pick(VISIBILITY_SECONDS);
    const askedAtMs = now();
    const askedAt = ledger.moment();
    const messages = await receiveFrom(queues, queueUrl, visibilitySeconds);
    ledger.received(messages, askedAt);
    if (visibilitySeconds === 0) return;
    for (const { body, receiptHandle } of messages) {
      const choice = random.next();
      if (choice < 0.6) {
        ledger.deleting(body);
        const isDone = await refusable(
          call('DeleteMessage', { QueueUrl: queueUrl, ReceiptHandle: receiptHandle }),
        );
        ledger.deleted(body, isDone && now() - askedAtMs < visibilitySeconds * 1000 * SAFE_SHARE);
      } else if (choice < 0.75) {
        const VisibilityTimeout = random.below(3);
        await refusable(
          call('ChangeMessageVisibility', {
            QueueUrl: queueUrl,
            ReceiptHandle: receiptHandle,
            VisibilityTimeout,
          }),
        );
        // The rest of a FIFO group waits for this one now.
        if (queueUrl === queues.fifo) return;
      }
    }
  };

  const change = async <Value>(state: Acknowledged<Value>, value: Value, request: () => Promise<unknown>) => {
    state.attempted.add(value);
    await request();
    state.value = value;
    state.attempted.clear();
  };

  const configure = async () => {
    const VisibilityTimeout = String(20 + random.below(100));
    await change(world.visibilityTimeout, VisibilityTimeout, () =>
      call('SetQueueAttributes', { QueueUrl: queues.main, Attributes: { VisibilityTimeout } }),
    );
    const round = String(random.below(1_000_000));
    await change(world.tag, round, () => call('TagQueue', { QueueUrl: queues.main, Tags: { round } }));
    const QueueName = `${EXTRA_PREFIX}${round}`;
    await call('CreateQueue', { QueueName });
    world.createdQueues.add(QueueName);
    world.points.attempted += 1;
    await putPoint(queues.client);
    world.points.acknowledged += 1;
    await refusable(call('StartMessageMoveTask', { SourceArn: queues.deadArn }));
  };

  const clients: (() => Promise<void>)[] = [
    ...GROUPS.map((group) => () => sendFifo(group)),
    () => (random.next() < 0.5 ? sendSingle() : sendBatch()),
    () => consume(world.standard, queues.main),
    () => consume(world.standard, queues.main),
    () => consume(world.standard, queues.main),
    () => consume(world.standard, queues.dead),
    () => consume(world.standard, queues.dead),
    () => consume(world.fifo, queues.fifo),
    () => consume(world.fifo, queues.fifo),
    configure,
  ];

  const run = async (step: () => Promise<void>) => {
    for (;;) {
      pending += 1;
      try {
        await step();
      } catch (error) {
        if (!isDead) failures.push(String(error));
        return;
      } finally {
        pending -= 1;
      }
    }
  };

  return {
    failures,
    pending: () => pending,
    engineIsDead: () => (isDead = true),
    ended: Promise.all(clients.map(run)).then(() => undefined),
  };
}

/** Whether a request was accepted; a refusal (400) is an answer too, anything else is thrown. */
async function refusable(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('400 ')) return false;
    throw error;
  }
}
