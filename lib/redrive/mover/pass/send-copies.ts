import type { HeldMessage } from '#lib/messages/receive-messages';
import type { UnmovedEntry } from '../../ledger/entries.ts';
import type { Outgoing } from '../copies/outgoing.ts';
import type { Delivery, Route } from '../routes/route.ts';
import { stopRun, type Run } from '../run.ts';
import { removeOriginals } from './remove-originals.ts';
import { blockGroup } from './sort-out.ts';

const FIRST_BACKOFF_MS = 200;
const MAX_BACKOFF_MS = 5000;
/** What is left of a lease when something may still be sent under it. */
const LEASE_MARGIN_MS = 5000;

const UNCONFIRMED = 'send-unconfirmed';
const NO_ANSWER = 'No answer came to the send: the copy may exist already.';

/** What of a batch was not sent. */
export interface Unsent {
  /** For want of time, or because the run stops: it may be sent later. */
  putBack: Outgoing[];
  /** It will not be sent by this job; that is noted. */
  failed: Outgoing[];
}

/** Sends one batch and deletes what was confirmed, in the order that loses nothing: intent, send, result, delete, done. */
export async function sendCopies(run: Run, route: Route, batch: readonly Outgoing[]): Promise<Unsent> {
  const unsent: Unsent = { putBack: [], failed: [] };
  if (batch.length === 0) return unsent;
  await run.rate.take(batch.length, run.stopping.signal);
  let left = putBackUnready(run, route, batch, unsent);
  if (left.length === 0) return unsent;
  const atMs = run.ctx.clock.nowMs();
  await run.book.intend(left.map(({ held }) => held.messageId));
  /** Sent without an answer, along a route where trying again is safe. */
  const unanswered = new Set<string>();
  for (let attempt = 1; left.length > 0; attempt += 1) {
    // Storing the intent, or waiting, may have taken long.
    const putBackBefore = unsent.putBack.length;
    left = putBackUnready(run, route, left, unsent);
    await withdraw(run, { atMs, unanswered }, unsent.putBack.slice(putBackBefore));
    if (left.length === 0) break;
    const copies = left;
    const deliveries = await run.connections.run(() => route.deliver(copies));
    left = await settle(run, route, { copies, deliveries, unanswered, unsent });
    if (left.length > 0) {
      const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), MAX_BACKOFF_MS);
      await run.ctx.clock.wait(backoffMs, run.stopping.signal);
    }
  }
  return unsent;
}

/** Those that may be sent now; the others are put back. */
function putBackUnready(run: Run, route: Route, copies: readonly Outgoing[], unsent: Unsent): Outgoing[] {
  return copies.filter((copy) => {
    const isReady = mayBeSent(run, route, copy);
    if (!isReady) unsent.putBack.push(copy);
    return isReady;
  });
}

function mayBeSent(run: Run, route: Route, { held }: Outgoing): boolean {
  const { stop, ctx, options, leasedUntilMs, book, job } = run;
  const nowMs = ctx.clock.nowMs();
  const leaseMargin = Math.min(LEASE_MARGIN_MS, options.leaseMs / 4);
  if (stop || held.hiddenUntilMs - nowMs < options.minHoldMs || leasedUntilMs - nowMs < leaseMargin)
    return false;
  // What was recognised as safe to send again may have waited for too long since.
  const doubt = book.doubtOf(held.messageId);
  return !doubt || job.spec.resendUnconfirmed || route.isRepeatable(nowMs - doubt.atMs);
}

/** Notes that copies are not sent now; of one without an answer, that it may exist. */
async function withdraw(
  { book }: Run,
  { atMs, unanswered }: { atMs: number; unanswered: ReadonlySet<string> },
  copies: readonly Outgoing[],
): Promise<void> {
  if (copies.length === 0) return;
  const ids = copies.map(({ held }) => held.messageId);
  await book.withdraw(ids.filter((messageId) => !unanswered.has(messageId)));
  await book.doubt(
    'unconfirmed',
    ids
      .filter((messageId) => unanswered.has(messageId))
      .map((messageId) => ({ messageId, code: UNCONFIRMED, message: NO_ANSWER, atMs })),
  );
}

interface Sending {
  copies: readonly Outgoing[];
  deliveries: readonly Delivery[];
  unanswered: Set<string>;
  unsent: Unsent;
}

type Failure = Omit<UnmovedEntry, 'atMs'>;

/** Notes what became of each copy and deletes the originals of the confirmed. Returns those to be sent again. */
async function settle(
  run: Run,
  route: Route,
  { copies, deliveries, unanswered, unsent }: Sending,
): Promise<Outgoing[]> {
  const again: Outgoing[] = [];
  const sent: { held: HeldMessage; newMessageId: string }[] = [];
  const failures: Failure[] = [];
  const fail = (copy: Outgoing, code: string, message: string) => {
    failures.push({ messageId: copy.held.messageId, list: 'failed', code, message });
    unsent.failed.push(copy);
    blockGroup(run, copy.held);
  };
  for (const [index, copy] of copies.entries()) {
    const delivery = deliveries[index] ?? { kind: 'unconfirmed', message: NO_ANSWER };
    switch (delivery.kind) {
      case 'sent':
        sent.push({ held: copy.held, newMessageId: delivery.newMessageId });
        break;
      case 'later':
        again.push(copy);
        break;
      case 'halt':
        stopRun(run, { kind: 'halt', reason: delivery.message });
        again.push(copy);
        break;
      case 'refused':
        // A refusal says nothing of an earlier send that was not answered.
        if (unanswered.has(copy.held.messageId)) fail(copy, UNCONFIRMED, NO_ANSWER);
        else fail(copy, delivery.code, delivery.message);
        break;
      case 'unconfirmed':
        if (route.isRepeatable(0)) {
          unanswered.add(copy.held.messageId);
          again.push(copy);
        } else fail(copy, UNCONFIRMED, delivery.message);
        break;
    }
  }
  if (sent.length > 0) await removeSent(run, route, sent);
  await run.book.doubt(
    'unconfirmed',
    failures.filter(({ code }) => code === UNCONFIRMED),
  );
  await run.book.unmoved(failures);
  return again;
}

async function removeSent(
  run: Run,
  route: Route,
  sent: readonly { held: HeldMessage; newMessageId: string }[],
): Promise<void> {
  const { book } = run;
  const atMs = run.ctx.clock.nowMs();
  await book.sent(
    sent.map(({ held, newMessageId }) => ({
      messageId: held.messageId,
      newMessageId,
      target: route.name,
      atMs,
    })),
  );
  const originals = sent.map(({ held }) => held);
  const { removed, kept } = await removeOriginals(run, originals);
  await closeDoubts(run, route, removed);
  await book.doubt(
    'sent',
    kept.map((messageId) => ({
      messageId,
      code: 'delete-unconfirmed',
      message: 'It was sent, but that the original was deleted could not be confirmed.',
    })),
  );
}

/** Messages about which there was a doubt, and which have left the source now. */
async function closeDoubts({ book, ctx }: Run, route: Route, removed: readonly string[]): Promise<void> {
  for (const messageId of removed) {
    const doubt = book.doubtOf(messageId);
    if (!doubt) continue;
    // Recognised as the same message by its queue, there is one copy; sent again on request there may be two.
    if (route.isRepeatable(ctx.clock.nowMs() - doubt.atMs)) await book.settle([messageId]);
    else await book.forget([messageId]);
  }
}
