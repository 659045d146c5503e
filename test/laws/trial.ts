import {
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ListMessageMoveTasksCommand,
  PurgeQueueCommand,
  SendMessageBatchCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { startCrashableEngine } from '#test/factories/engine/crashable-engine';
import { redrivePolicy } from '#test/factories/dead-letters';
import { receive } from '#test/factories/message';
import { createFifoQueue, createQueue, readDepth } from '#test/factories/queue';
import { createModel, type Place, type Tracked } from './model.ts';
import type { Step } from './steps.ts';

const SECOND_MS = 1_000;
const MAX_RECEIVE_COUNT = 2;
/** Standard messages may expire within a trial; FIFO ones live for days. */
const RETENTION_SECONDS = { standard: 120, fifo: 345_600 };
const TASK_SECONDS = 6;
/** Longer than any timeout that a step sets. */
const DRAIN_AFTER_SECONDS = 45;

export type TrialCounts = Record<Step['kind'] | 'deadLetters' | 'redriven', number>;

/** A pair of queues on an engine of its own, and a model that judges every answer. Each call returns the laws it saw broken. */
export interface Trial extends AsyncDisposable {
  take(step: Step): Promise<string[]>;
  /** Lets every timeout end, empties both queues, and looks for each message that must be there. */
  drain(): Promise<string[]>;
}

/** `counts` adds up what really happened, so that a test can tell whether anything was proved. */
export async function startTrial(fifo: boolean, counts: TrialCounts): Promise<Trial> {
  const host = await startCrashableEngine();
  const retentionSeconds = fifo ? RETENTION_SECONDS.fifo : RETENTION_SECONDS.standard;
  const create = (attributes = {}) => {
    const all = { MessageRetentionPeriod: String(retentionSeconds), ...attributes };
    return fifo ? createFifoQueue(host.sqs, all) : createQueue(host.sqs, all);
  };
  const deadLetters = await create();
  const source = await create({ RedrivePolicy: redrivePolicy(deadLetters.arn, MAX_RECEIVE_COUNT) });
  /** Names stay, addresses change with each engine. */
  const urlOf = (place: Place) =>
    `${host.engine.endpoint}/000000000000/${(place === 'source' ? source : deadLetters).name}`;
  const model = createModel({
    fifo,
    maxReceiveCount: MAX_RECEIVE_COUNT,
    retentionMs: retentionSeconds * SECOND_MS,
  });
  const nowMs = () => host.clock.nowMs();
  let sent = 0;

  const send = async ({ count, group, delaySeconds }: Extract<Step, { kind: 'send' }>) => {
    const groupId = fifo ? `g${group}` : undefined;
    for (let left = count; left > 0; left -= 10) {
      const Entries = Array.from({ length: Math.min(left, 10) }, (_, index) => ({
        Id: String(index),
        MessageBody: `m${(sent += 1)}`,
        ...(fifo ? { MessageGroupId: groupId } : { DelaySeconds: delaySeconds }),
      }));
      const { Successful = [] } = await host.sqs.send(
        new SendMessageBatchCommand({ QueueUrl: urlOf('source'), Entries }),
      );
      for (const { Id, MessageId = '' } of Successful) {
        const body = Entries[Number(Id)]?.MessageBody ?? '';
        const delayMs = fifo ? 0 : delaySeconds * SECOND_MS;
        model.sent(body, MessageId, { group: groupId, delayMs, nowMs: nowMs() });
      }
    }
    return [];
  };

  const receiveAt = async (place: Place, max: number, hideSeconds: number) => {
    const messages = await receive(host.sqs, urlOf(place), {
      MaxNumberOfMessages: max,
      VisibilityTimeout: hideSeconds,
    });
    if (place === 'deadLetters') counts.deadLetters += messages.length;
    const wereNew = new Set(
      [...model.tracked.values()].filter(({ mayBeNew }) => mayBeNew).map(({ body }) => body),
    );
    counts.redriven += messages.filter(({ Body = '' }) => wereNew.has(Body)).length;
    const broken = model.received(place, messages, {
      max,
      hiddenMs: hideSeconds * SECOND_MS,
      nowMs: nowMs(),
    });
    return { messages, broken };
  };

  const choose = (pick: number, accept: (message: Tracked) => boolean): Tracked | undefined => {
    const candidates = [...model.tracked.values()].filter(
      (message) =>
        message.live === 'yes' && message.handle !== undefined && !message.mayBeNew && accept(message),
    );
    return candidates[pick % Math.max(1, candidates.length)];
  };
  const isHeld = ({ hiddenUntilMs, place }: Tracked) => place !== undefined && nowMs() < hiddenUntilMs;

  const deleteHeld = async (pick: number, times: number) => {
    const message = choose(pick, isHeld);
    if (!message?.place) return [];
    for (let time = 0; time < times; time += 1) {
      await host.sqs.send(
        new DeleteMessageCommand({ QueueUrl: urlOf(message.place), ReceiptHandle: message.handle }),
      );
    }
    model.deleted(message);
    return [];
  };

  /** FIFO refuses a handle whose time has run out, and the message stays. */
  const deleteExpired = async (pick: number) => {
    const message = choose(pick, (candidate) => candidate.place !== undefined && !isHeld(candidate));
    if (!fifo || !message?.place) return [];
    const { Code } = await host.sqs
      .send(new DeleteMessageCommand({ QueueUrl: urlOf(message.place), ReceiptHandle: message.handle }))
      .then(
        () => ({ Code: 'no refusal' }),
        (error: unknown) => error as { Code?: string },
      );
    return Code === 'InvalidParameterValue' ? [] : [`an expired handle of ${message.body}: ${Code}`];
  };

  const changeVisibility = async (pick: number, seconds: number) => {
    const message = choose(pick, isHeld);
    if (!message?.place) return [];
    await host.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: urlOf(message.place),
        ReceiptHandle: message.handle,
        VisibilityTimeout: seconds,
      }),
    );
    message.hiddenUntilMs = nowMs() + seconds * SECOND_MS;
    return [];
  };

  const purge = async (place: Place) => {
    const isPurged = await host.sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(place) })).then(
      () => true,
      () => false,
    );
    if (isPurged) model.purged(place);
    return [];
  };

  const redrive = async ({ perSecond, crashes }: Extract<Step, { kind: 'redrive' }>) => {
    const fromMs = nowMs();
    const { TaskHandle } = await host.sqs.send(
      new StartMessageMoveTaskCommand({
        SourceArn: deadLetters.arn,
        ...(perSecond !== undefined && { MaxNumberOfMessagesPerSecond: perSecond }),
      }),
    );
    const status = async () => {
      const { Results } = await host.sqs.send(
        new ListMessageMoveTasksCommand({ SourceArn: deadLetters.arn }),
      );
      return Results?.[0]?.Status ?? 'none';
    };
    await host.clock.advance(SECOND_MS);
    if (crashes) await host.crash();
    for (let second = 0; second < TASK_SECONDS && (await status()) === 'RUNNING'; second += 1) {
      await host.clock.advance(SECOND_MS);
    }
    if ((await status()) === 'RUNNING') {
      await host.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
      await host.clock.advance(SECOND_MS);
    }
    const end = await status();
    model.redriven({ completed: end === 'COMPLETED', fromMs, byMs: nowMs() });
    return end === 'COMPLETED' || end === 'CANCELLED' ? [] : [`the move task is ${end}`];
  };

  const apply = async (step: Step): Promise<string[]> => {
    counts[step.kind] += 1;
    switch (step.kind) {
      case 'send':
        return send(step);
      case 'receive':
        return (await receiveAt(step.place, step.max, step.hideSeconds)).broken;
      case 'delete':
        return deleteHeld(step.pick, step.times);
      case 'deleteExpired':
        return deleteExpired(step.pick);
      case 'changeVisibility':
        return changeVisibility(step.pick, step.seconds);
      case 'purge':
        return purge(step.place);
      case 'redrive':
        return redrive(step);
      case 'pass':
        await host.clock.advance(step.seconds * SECOND_MS);
        return [];
      case 'crash':
        await host.crash(step.awaySeconds * SECOND_MS);
        return [];
      default:
        return step satisfies never;
    }
  };

  /** A message is in exactly one place: both queues together hold as many as there must be. */
  const countAll = async (): Promise<string[]> => {
    const depths = await Promise.all([
      readDepth(host.sqs, urlOf('source')),
      readDepth(host.sqs, urlOf('deadLetters')),
    ]);
    const counted = depths.reduce(
      (sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed,
      0,
    );
    const { atLeast, atMost } = model.bounds(nowMs());
    return counted >= atLeast && counted <= atMost
      ? []
      : [`${counted} messages counted, not ${atLeast} to ${atMost}`];
  };

  return {
    async take(step) {
      return [...(await apply(step)), ...(await countAll())];
    },
    async drain() {
      await host.clock.advance(DRAIN_AFTER_SECONDS * SECOND_MS);
      const broken = await countAll();
      const seen = new Set<string>();
      for (const place of ['source', 'deadLetters'] as const) {
        for (let isEmpty = false; !isEmpty;) {
          const { messages, broken: laws } = await receiveAt(place, 10, 600);
          broken.push(...laws);
          for (const { Body = '', ReceiptHandle } of messages) {
            if (seen.has(Body)) broken.push(`${Body} is there twice`);
            seen.add(Body);
            // Deleted, so that a locked group lets the rest of it follow.
            await host.sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(place), ReceiptHandle }));
            const message = model.tracked.get(Body);
            if (message) model.deleted(message);
          }
          isEmpty = messages.length === 0;
        }
      }
      for (const { body, live } of model.tracked.values()) {
        if (live === 'yes' && !seen.has(body)) broken.push(`${body} is lost`);
      }
      return broken;
    },
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}
