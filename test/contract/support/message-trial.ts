import { ChangeMessageVisibilityCommand, DeleteMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { receive, receiveCount, sendOne } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import type { Contract } from './endpoint.ts';

/** One thing that happens to a source queue and its dead-letter queue. `pick` chooses among what there is, modulo. */
export type Step =
  | { kind: 'send'; delaySeconds: number }
  | { kind: 'receive'; place: Place; max: number; visibilitySeconds: number }
  | { kind: 'delete'; pick: number }
  | { kind: 'changeVisibility'; pick: number; seconds: number }
  | { kind: 'pass'; seconds: number };

export type Place = 'source' | 'deadLetters';

/** Runs steps and judges every answer; each call returns the laws it saw broken, none when all is well. */
export interface Trial {
  take(step: Step): Promise<string[]>;
  /** Lets every timeout end, empties both queues, and checks that each message left was there exactly once. */
  drain(): Promise<string[]>;
}

/** What must be true of one message that was sent and not deleted. */
interface Known {
  id: string;
  /** Where it was last seen; it may have moved on from the source, never back to it. */
  place: Place;
  receives: number;
  /** Nobody may see it before. */
  hiddenUntilMs: number;
  handle: string | undefined;
}

const DRAIN_SECONDS = 60;

/** A new pair of queues, and a model of them that knows no more than a client can know. */
export async function startTrial(contract: Contract, maxReceiveCount: number): Promise<Trial> {
  const { sqs } = contract;
  const pair = await createDeadLetterPair(sqs, { maxReceiveCount });
  const live = new Map<string, Known>();
  const deleted = new Set<string>();

  const seeMessage = (message: Message, place: Place, hiddenUntilMs: number): string[] => {
    const id = message.MessageId ?? '';
    if (deleted.has(id)) return [`${id} came back after its delete`];
    const known = live.get(id);
    if (!known) return [`${id} came from nowhere`];
    const broken: string[] = [];
    const count = receiveCount(message);
    if (known.place === 'deadLetters' && place === 'source') broken.push(`${id} went back to the source`);
    if (contract.nowMs() < known.hiddenUntilMs) broken.push(`${id} was seen while it was hidden`);
    const moved = known.place !== place;
    if (count !== known.receives + 1 && !moved) broken.push(`${id} count ${known.receives} then ${count}`);
    if (moved && count !== maxReceiveCount + 1) broken.push(`${id} first dead receive counts ${count}`);
    if (place === 'source' && count > maxReceiveCount)
      broken.push(`${id} delivered ${count} times at the source`);
    Object.assign(known, { place, receives: count, hiddenUntilMs, handle: message.ReceiptHandle });
    return broken;
  };

  const receiveAt = async (place: Place, max: number, visibilitySeconds: number) => {
    const messages = await receive(sqs, pair[place].url, {
      MaxNumberOfMessages: max,
      VisibilityTimeout: visibilitySeconds,
    });
    const hiddenUntilMs = contract.nowMs() + visibilitySeconds * 1_000;
    const broken = messages.flatMap((message) => seeMessage(message, place, hiddenUntilMs));
    const ids = new Set(messages.map((message) => message.MessageId));
    if (ids.size < messages.length) broken.push('one answer holds a message twice');
    return { messages, broken };
  };

  const held = (pick: number): (Known & { handle: string }) | undefined => {
    const candidates = [...live.values()].filter(
      (known): known is Known & { handle: string } => known.handle !== undefined,
    );
    return candidates[pick % candidates.length];
  };

  const apply = async (step: Step): Promise<string[]> => {
    switch (step.kind) {
      case 'send': {
        const id = await sendOne(sqs, pair.source.url, { DelaySeconds: step.delaySeconds });
        const hiddenUntilMs = contract.nowMs() + step.delaySeconds * 1_000;
        live.set(id, { id, place: 'source', receives: 0, hiddenUntilMs, handle: undefined });
        return [];
      }
      case 'receive':
        return (await receiveAt(step.place, step.max, step.visibilitySeconds)).broken;
      case 'delete': {
        const target = held(step.pick);
        // A handle of a message that may have moved on meanwhile says nothing certain about it.
        if (!target || contract.nowMs() >= target.hiddenUntilMs) return [];
        const QueueUrl = pair[target.place].url;
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: target.handle }));
        live.delete(target.id);
        deleted.add(target.id);
        return [];
      }
      case 'changeVisibility': {
        const target = held(step.pick);
        if (!target || contract.nowMs() >= target.hiddenUntilMs) return [];
        await sqs.send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: pair[target.place].url,
            ReceiptHandle: target.handle,
            VisibilityTimeout: step.seconds,
          }),
        );
        live.set(target.id, { ...target, hiddenUntilMs: contract.nowMs() + step.seconds * 1_000 });
        return [];
      }
      case 'pass':
        await contract.pass(step.seconds * 1_000);
        return [];
      default:
        return step satisfies never;
    }
  };

  /** A message is in exactly one place: the counters of both queues add up to what was sent and not deleted. */
  const countAll = async (): Promise<string[]> => {
    const depths = await Promise.all([readDepth(sqs, pair.source.url), readDepth(sqs, pair.deadLetters.url)]);
    const total = depths.reduce(
      (sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed,
      0,
    );
    return total === live.size ? [] : [`${live.size} live messages, ${total} counted`];
  };

  return {
    async take(step) {
      return [...(await apply(step)), ...(await countAll())];
    },
    async drain() {
      const broken: string[] = [];
      const seen = new Set<string>();
      await contract.pass(DRAIN_SECONDS * 1_000);
      for (const place of ['source', 'deadLetters'] as const) {
        for (let empty = 0; empty < 2;) {
          const { messages, broken: laws } = await receiveAt(place, 10, 3_600);
          broken.push(...laws);
          for (const { MessageId = '' } of messages) seen.add(MessageId);
          empty = messages.length === 0 ? empty + 1 : 0;
        }
      }
      for (const id of live.keys()) if (!seen.has(id)) broken.push(`${id} is lost`);
      return broken;
    },
  };
}
