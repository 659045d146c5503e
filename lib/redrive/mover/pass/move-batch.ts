import type { HeldMessage } from '#lib/messages/receive-messages';
import { packBatches } from '#lib/queues/entries/batches';
import { copyMessage } from '../copies/copy-message.ts';
import type { Outgoing } from '../copies/outgoing.ts';
import type { NoRoute, Route } from '../routes/route.ts';
import type { Run } from '../run.ts';
import { inRounds } from './in-rounds.ts';
import { sendCopies } from './send-copies.ts';
import { BEHIND_FAILED, blockGroup } from './sort-out.ts';

/** Moves claimed messages, each along its route. Returns how many were put back untouched: they are held, and no longer claimed. */
export async function moveBatch(run: Run, claimed: readonly HeldMessage[]): Promise<number> {
  let putBack = 0;
  for (const load of await prepare(run, claimed)) {
    // Order matters where it is kept; elsewhere a batch is a batch.
    putBack += load.route.type === 'fifo' ? await moveInOrder(run, load) : await moveAtOnce(run, load);
  }
  return putBack;
}

interface Load {
  route: Route;
  copies: Outgoing[];
}

/** The copies by route, in their order; what cannot be copied is noted, and so is what is behind it. */
async function prepare(run: Run, claimed: readonly HeldMessage[]): Promise<Load[]> {
  const loads = new Map<string, Load>();
  const failedGroups = new Set<string>();
  for (const held of claimed) {
    const groupId = groupOf(run, held);
    const isBehind = groupId !== undefined && failedGroups.has(groupId);
    const route = await run.router(held.message);
    const copy = isBehind ? BEHIND_FAILED : 'deliver' in route ? copyMessage(held, route, run.rules) : route;
    if ('code' in copy || !('deliver' in route)) {
      if (groupId !== undefined) failedGroups.add(groupId);
      await noteFailed(run, held, 'code' in copy ? copy : NOWHERE);
      continue;
    }
    const load = loads.get(route.key) ?? { route, copies: [] };
    load.copies.push(copy);
    loads.set(route.key, load);
  }
  return [...loads.values()];
}

const NOWHERE = { code: 'no-origin', message: 'It has nowhere to go.' };

async function noteFailed(run: Run, held: HeldMessage, { code, message }: NoRoute): Promise<void> {
  blockGroup(run, held);
  await run.book.unmoved([{ messageId: held.messageId, list: 'failed', code, message }]);
}

async function moveAtOnce(run: Run, { route, copies }: Load): Promise<number> {
  let putBack = 0;
  for (const batch of packBatches(copies)) putBack += (await sendCopies(run, route, batch)).putBack.length;
  return putBack;
}

/** A message goes only when the one before it in its group has gone: behind one that failed it fails, behind one that was put back it is. */
async function moveInOrder(run: Run, { route, copies }: Load): Promise<number> {
  const failedGroups = new Set<string>();
  const waitingGroups = new Set<string>();
  let putBack = 0;
  for (const round of inRounds(copies)) {
    const ready: Outgoing[] = [];
    for (const copy of round) {
      const groupId = copy.entry.MessageGroupId ?? '';
      if (waitingGroups.has(groupId)) putBack += 1;
      else if (failedGroups.has(groupId) && run.source.type === 'fifo')
        await noteFailed(run, copy.held, BEHIND_FAILED);
      else ready.push(copy);
    }
    for (const batch of packBatches(ready)) {
      const unsent = await sendCopies(run, route, batch);
      putBack += unsent.putBack.length;
      for (const { entry } of unsent.failed) failedGroups.add(entry.MessageGroupId ?? '');
      for (const { entry } of unsent.putBack) waitingGroups.add(entry.MessageGroupId ?? '');
    }
  }
  return putBack;
}

/** The message group whose order its source keeps; undefined where there is none. */
function groupOf({ source }: Run, { message }: HeldMessage): string | undefined {
  return source.type === 'fifo' ? message.Attributes?.MessageGroupId : undefined;
}
