import type { HeldMessage } from '#lib/messages/receive-messages';
import type { UnmovedEntry } from '../../ledger/entries.ts';
import { RESENT } from '../../ledger/book.ts';
import { MANY_GENERATIONS } from '../../lineage.ts';
import { lineageOf } from '../copies/copy-message.ts';
import { wasDelivered } from '../evidence/was-delivered.ts';
import type { Run } from '../run.ts';
import { removeOriginals } from './remove-originals.ts';

/**
 * Which of the received messages are to be sent now, in their order. All others are dealt with: those whose copy exists already are
 * deleted, those that may not be moved are noted with the reason, the rest stays held.
 */
export async function sortOut(run: Run, received: readonly HeldMessage[]): Promise<HeldMessage[]> {
  const { book } = run;
  const isSelected = await run.selector.select(received);
  const toSend: HeldMessage[] = [];
  const leftovers: HeldMessage[] = [];
  const unmoved: Failure[] = [];
  for (const [index, held] of received.entries()) {
    const { messageId } = held;
    const isSettled = book.wasSent(messageId) || book.wasUnmoved(messageId);
    if (!isSettled && !isSelected[index]) continue;
    const state = isSettled ? stateOf(book, messageId) : ((await settleDoubt(run, held)) ?? guard(run, held));
    if (state === 'moved') leftovers.push(held);
    else if (!state) toSend.push(held);
    else {
      blockGroup(run, held);
      if (state !== 'stays') unmoved.push({ messageId, ...state });
    }
  }
  if (leftovers.length > 0) await removeLeftovers(run, leftovers);
  await book.unmoved(unmoved);
  return toSend;
}

type Failure = Omit<UnmovedEntry, 'atMs'>;

/** Of a message that is in one of the job's lists already. */
function stateOf(book: Run['book'], messageId: string): 'moved' | 'stays' {
  return book.wasSent(messageId) || book.doubtOf(messageId)?.state === 'sent' ? 'moved' : 'stays';
}

/** On a FIFO queue what is behind a message that stays must stay behind it. */
export function blockGroup({ source, blockedGroups }: Run, { message }: HeldMessage): void {
  const groupId = message.Attributes?.MessageGroupId;
  if (source.type === 'fifo' && groupId !== undefined) blockedGroups.add(groupId);
}

type Reason = Pick<UnmovedEntry, 'list' | 'code' | 'message'>;

/** Deletes messages whose copies are confirmed: left over by a run that died, or delivered again by SQS after they were deleted. */
async function removeLeftovers(run: Run, leftovers: readonly HeldMessage[]): Promise<void> {
  const { book } = run;
  const earlier = leftovers.filter(({ messageId }) => !book.wasSent(messageId));
  await book.unmoved(
    earlier.map(({ messageId }) => ({
      messageId,
      list: 'skipped',
      code: 'moved-earlier',
      message: `Job ${book.doubtOf(messageId)?.jobId} had sent it already. Only what was left of it is deleted.`,
    })),
  );
  const { removed } = await removeOriginals(run, leftovers);
  await book.settle(removed);
}

/**
 * `moved`: its copy is confirmed, or there is proof of it. A reason: a copy may exist, so it is not sent. Undefined: nothing speaks against
 * sending it.
 */
async function settleDoubt(run: Run, held: HeldMessage): Promise<Reason | 'moved' | undefined> {
  const { book, router, ctx, job } = run;
  const doubt = book.doubtOf(held.messageId);
  if (!doubt) return undefined;
  if (doubt.state === 'sent') return 'moved';
  const route = await router(held.message);
  if ('deliver' in route && route.isRepeatable(ctx.clock.nowMs() - doubt.atMs)) return undefined;
  if (await wasDelivered(ctx, held)) {
    await book.sent([
      {
        messageId: held.messageId,
        newMessageId: '',
        target: 'deliver' in route ? route.name : '',
        atMs: doubt.atMs,
      },
    ]);
    return 'moved';
  }
  if (job.spec.resendUnconfirmed) {
    const message = 'It may have been sent before, and was sent again because that was asked for.';
    // Still the time of the first copy: a FIFO queue that has forgotten it makes a second one.
    await book.doubt('unconfirmed', [{ messageId: held.messageId, code: RESENT, message, atMs: doubt.atMs }]);
    return undefined;
  }
  return {
    list: 'failed',
    code: 'send-unconfirmed',
    message:
      'It may have been sent already: the answer to that was never received. It was not sent again and stays where it is.',
  };
}

function guard({ job, blockedGroups }: Run, { message }: HeldMessage): Reason | undefined {
  const groupId = message.Attributes?.MessageGroupId;
  if (groupId !== undefined && blockedGroups.has(groupId)) return BEHIND_FAILED;
  const generation = lineageOf(message)?.generation ?? 0;
  if (job.spec.action !== 'redrive' || generation < MANY_GENERATIONS || job.spec.allowManyGenerations) {
    return undefined;
  }
  return {
    list: 'skipped',
    code: 'too-many-redrives',
    message: `It was redriven ${generation} times before, and failed each time. Allow it explicitly to redrive it again.`,
  };
}

export const BEHIND_FAILED: Reason = {
  list: 'failed',
  code: 'behind-failed',
  message:
    'A message before it in its group could not be moved, so it was not either: its order would change.',
};
