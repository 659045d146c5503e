import type { Context } from '#lib/context';
import type { DeadLetterQueue } from '#lib/messages/dead-letter-queue';
import type { HeldMessage } from '#lib/messages/receive-messages';
import { packBatches } from '#lib/queues/entries/batches';
import { sendBatch, SEND_UNCONFIRMED } from '#lib/queues/entries/send-batch';
import { deleteMoved } from './delete-moved.ts';
import type { Outcomes } from './outcomes.ts';
import { toOutgoingMessage, type OutgoingMessage } from './outgoing-message.ts';
import type { Target, TargetFinder } from './target.ts';

/** Longer than a send may take: a message whose hold could end meanwhile is not sent, or two could send it. */
const MIN_HOLD_MS = 15_000;

export interface Mover {
  /** Moves messages that were claimed, and settles each. Never throws for what AWS says. */
  move(messages: readonly HeldMessage[]): Promise<void>;
  /** Something was sent, or may have been. */
  hasSent(): boolean;
  /** Queues it sent to. */
  targets(): Iterable<string>;
}

interface Outgoing extends OutgoingMessage {
  held: HeldMessage;
  target: Target;
}

/** `onDeleted` hears of every message that has left the source. */
export function createMover({
  ctx,
  source,
  findTarget,
  outcomes,
  onDeleted,
}: {
  ctx: Context;
  source: DeadLetterQueue;
  findTarget: TargetFinder;
  outcomes: Outcomes;
  onDeleted: (messageId: string) => void;
}): Mover {
  let sent = false;
  const targets = new Set<string>();

  const address = async (held: HeldMessage): Promise<Outgoing[]> => {
    const target = await findTarget(held.message);
    if (!('url' in target)) {
      outcomes.settle(held.messageId, { kind: 'failed', ...target });
      return [];
    }
    const outgoing = { ...toOutgoingMessage(held.messageId, held.message, target), held, target };
    if (target.type === 'fifo' && outgoing.entry.MessageGroupId === undefined) {
      const message = `${target.name} is a FIFO queue, and this message has no message group.`;
      outcomes.settle(held.messageId, { kind: 'failed', code: 'no-group', message });
      return [];
    }
    return [outgoing];
  };

  const sendAndDelete = async (batch: Outgoing[], target: Target) => {
    const [current, lapsed] = splitByHold(batch, ctx.clock.nowMs());
    for (const { messageId } of lapsed) {
      const reason = 'It was not sent in time while it was held. Redrive it again.';
      outcomes.settle(messageId, { kind: 'skipped', reason });
    }
    if (current.length === 0) return;
    targets.add(target.name);
    const entries = current.map(({ entry }) => entry);
    const results = await sendBatch({ ctx, input: { url: target.url, queue: target.name, entries } });

    const confirmed: (Outgoing & { newMessageId: string })[] = [];
    for (const [index, outgoing] of current.entries()) {
      const result = results[index];
      if (result?.sent) {
        confirmed.push({ ...outgoing, newMessageId: result.messageId });
      } else if (result) {
        sent ||= result.code === SEND_UNCONFIRMED;
        const { code, message } = result;
        outcomes.settle(outgoing.messageId, { kind: 'failed', code, message });
      }
    }
    if (confirmed.length === 0) return;
    sent = true;
    const receiptHandles = confirmed.map(({ held }) => held.receiptHandle);
    const notDeleted = await deleteMoved({ ctx, input: { queue: source, receiptHandles } });
    for (const [index, { messageId, newMessageId }] of confirmed.entries()) {
      const mayBeDoubled = notDeleted.has(index);
      if (!mayBeDoubled) onDeleted(messageId);
      outcomes.settle(messageId, { kind: 'moved', newMessageId, target: target.name, mayBeDoubled });
    }
  };

  return {
    async move(messages) {
      const addressed = (await Promise.all(messages.map(address))).flat();
      const byTarget = Map.groupBy(addressed, ({ target }) => target.url);
      for (const outgoing of byTarget.values()) {
        for (const batch of packBatches(outgoing)) {
          if (batch[0]) await sendAndDelete(batch, batch[0].target);
        }
      }
    },
    hasSent: () => sent,
    targets: () => targets,
  };
}

function splitByHold(batch: Outgoing[], nowMs: number): [current: Outgoing[], lapsed: Outgoing[]] {
  const isCurrent = ({ held }: Outgoing) => held.hiddenUntilMs - nowMs >= MIN_HOLD_MS;
  return [batch.filter(isCurrent), batch.filter((outgoing) => !isCurrent(outgoing))];
}
