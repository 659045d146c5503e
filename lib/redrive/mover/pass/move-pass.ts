import { DomainError } from '#lib/errors';
import { LAST_POLL_SECONDS, MESSAGES_PER_RECEIVE, type HeldMessage } from '#lib/messages/receive-messages';
import { MAX_HELD_MESSAGES } from '#lib/messages/scan/plan-reading';
import { isStanding } from '../../standing-error.ts';
import { stopRun, type Run } from '../run.ts';
import { createAllowance, type Allowance } from './allowance.ts';
import { moveBatch } from './move-batch.ts';
import { createRoom, type Room } from './room.ts';
import { sortOut } from './sort-out.ts';

/** While one batch waits for the ledger another one uses the connection. */
const WORKERS_PER_CONNECTION = 3;
/** Of what a rate lets through; more would wait longer than it is held for. */
const MAX_WAIT_MS = 30_000;
/** Of messages that are received and not dealt with yet. */
const MAX_BYTES_IN_HAND = 48 * 1024 * 1024;
/** A message without its body. */
const OVERHEAD_BYTES = 4096;
const FIRST_BACKOFF_MS = 200;
/** About a minute of trying; then a later run goes on. */
const MAX_FAILED_RECEIVES = 8;
const RETRY_LATER_MS = 15_000;

/**
 * Why a pass ended. `exhausted`: nothing more was there; `again`: nothing more, but some could not be sent in the time they were held for;
 * `held`: more may not be held at once.
 */
export type PassEnd = 'exhausted' | 'again' | 'limit' | 'held' | 'stopped';

/**
 * Moves up to `max` selected messages: receives with many workers until `max` are taken up, the source is exhausted or the run stops. When it
 * returns nothing is under way and everything that was not moved has been given back.
 */
export async function movePass(run: Run, max: number): Promise<{ end: PassEnd; taken: number }> {
  const allowance = createAllowance(max);
  const { available, held } = await run.source.count();
  const pass: Pass = {
    run,
    allowance,
    inHand: new Set(),
    lastPoll: null,
    room: createRoom(MAX_BYTES_IN_HAND),
    // Messages that are not selected may come round again and again while they are held for too short.
    fruitlessLeft: 50 + Math.ceil((2 * (available + held)) / MESSAGES_PER_RECEIVE),
    wantsAll: 'all' in run.job.spec.selection,
    hasPutBack: false,
    failed: false,
  };
  const workers = Array.from({ length: workersFor(run, available + held) }, () => work(pass));
  const ends = await Promise.allSettled(workers);
  await giveBackHeld(run);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const reasons = new Set(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'stopped')));
  // A worker that found no room may have left while another one gave its room back.
  if (!allowance.isUsedUp()) reasons.delete('limit');
  if (pass.hasPutBack) reasons.add('again');
  const end =
    (['stopped', 'limit', 'again', 'held'] as const).find((reason) => reasons.has(reason)) ?? 'exhausted';
  return { end, taken: allowance.taken() };
}

async function giveBackHeld(run: Run): Promise<void> {
  const { held, source, selector, book } = run;
  const hidden = await source.giveBack([...held.values()]);
  const isOpen = (messageId: string) => !book.wasSent(messageId) && !book.wasUnmoved(messageId);
  selector.lost([...held.keys()].filter(isOpen));
  const listed = [...held.keys()].filter((messageId) => book.wasUnmoved(messageId)).length;
  run.stayed = { seen: held.size, listed, hidden };
  held.clear();
}

interface Pass {
  run: Run;
  allowance: Allowance;
  /** Messages that a worker is busy with. */
  inHand: Set<string>;
  /** The long poll that one worker makes for all; true when it has brought something. */
  lastPoll: Promise<boolean> | null;
  room: Room;
  fruitlessLeft: number;
  wantsAll: boolean;
  /** Claimed messages were put back, though nothing stops the run. */
  hasPutBack: boolean;
  failed: boolean;
}

async function work(pass: Pass): Promise<PassEnd> {
  try {
    for (;;) {
      const step = await takeUp(pass, 0);
      if (typeof step === 'string') return step;
      if (step > 0) continue;
      const last = await pollLast(pass);
      if (typeof last === 'string') return last;
      if (!last) return 'exhausted';
    }
  } catch (error) {
    pass.failed = true;
    throw error;
  }
}

/**
 * A short poll asks only some of SQS's servers; the last word has a long one. One worker makes it, and the others wait for what it brings: each
 * of them would hold a connection as long. True when something is there again.
 */
async function pollLast(pass: Pass): Promise<boolean | PassEnd> {
  if (pass.lastPoll) return pass.lastPoll;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  pass.lastPoll = promise;
  let hasSome = false;
  try {
    const step = await takeUp(pass, LAST_POLL_SECONDS, () => {
      hasSome = true;
      pass.lastPoll = null;
      resolve(true);
    });
    return typeof step === 'string' ? step : step > 0;
  } finally {
    if (!hasSome) resolve(false);
  }
}

/**
 * Receives once and moves what is selected of it: the number of messages received, or why this worker ends. `onSome` is called when some came,
 * before they are dealt with.
 */
async function takeUp(pass: Pass, waitSeconds: number, onSome = () => {}): Promise<number | PassEnd> {
  const { run, allowance } = pass;
  if (run.stop || pass.failed) return 'stopped';
  if (run.held.size >= MAX_HELD_MESSAGES) return 'held';
  if (run.selector.missing()?.size === 0 || pass.fruitlessLeft <= 0) return 'exhausted';
  const place = await pass.room.enter();
  try {
    // With everything selected, no more is received than may be moved.
    const wanted = pass.wantsAll ? allowance.take(MESSAGES_PER_RECEIVE) : MESSAGES_PER_RECEIVE;
    if (wanted === 0 || (!pass.wantsAll && allowance.isUsedUp())) return 'limit';
    const received = await receive(pass, wanted, waitSeconds);
    place.fill(sizeOf(received));
    if (pass.wantsAll) allowance.giveBack(wanted);
    if (received.length === 0) return 0;
    onSome();
    if (!(await handle(pass, received))) pass.fruitlessLeft -= 1;
    return received.length;
  } finally {
    place.leave();
  }
}

/** In memory, about: bodies are what is large. */
function sizeOf(received: readonly HeldMessage[]): number {
  return received.reduce((sum, { message }) => sum + OVERHEAD_BYTES + 2 * (message.Body?.length ?? 0), 0);
}

/** Moves what is selected of a receive; false when nothing of it was. */
async function handle(pass: Pass, received: HeldMessage[]): Promise<boolean> {
  const { run, allowance, inHand } = pass;
  const fresh = withoutBusy(pass, received);
  if (fresh.length < received.length) pass.hasPutBack = true;
  // The newest handle is the one that counts; what is passed over is not kept in memory.
  for (const { messageId, receiptHandle } of received) run.held.set(messageId, { messageId, receiptHandle });
  for (const { messageId } of fresh) inHand.add(messageId);
  try {
    const selected = await sortOut(run, fresh);
    const claimed = selected.slice(0, allowance.take(selected.length));
    const putBack = claimed.length > 0 ? await moveBatch(run, claimed) : 0;
    allowance.giveBack(putBack);
    if (putBack > 0) pass.hasPutBack = true;
    return selected.length > 0;
  } finally {
    for (const { messageId } of fresh) inHand.delete(messageId);
  }
}

/** What no worker is busy with; on a FIFO queue also nothing behind such a message, whose hold has ended while it was being sent. */
function withoutBusy({ run, inHand }: Pass, received: readonly HeldMessage[]): HeldMessage[] {
  const groupOf = ({ message }: HeldMessage) =>
    run.source.type === 'fifo' ? message.Attributes?.MessageGroupId : undefined;
  const busy = received.filter(({ messageId }) => inHand.has(messageId));
  const busyGroups = new Set(busy.map(groupOf));
  busyGroups.delete(undefined);
  return received.filter((held) => !inHand.has(held.messageId) && !busyGroups.has(groupOf(held)));
}

/** Messages, or none when the run was stopped: what may pass is waited for. */
async function receive({ run }: Pass, wanted: number, waitSeconds: number): Promise<HeldMessage[]> {
  for (let failures = 0; !run.stop; failures += 1) {
    try {
      return await run.connections.run(() => run.source.receive(wanted, waitSeconds));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // An answer that was lost may have hidden messages.
      run.hasLostSight = true;
      if (isStanding(error)) {
        stopRun(run, { kind: 'halt', reason: error.message });
      } else if (failures === MAX_FAILED_RECEIVES) {
        stopRun(run, { kind: 'hand-over', afterMs: RETRY_LATER_MS });
      } else {
        await run.ctx.clock.wait(FIRST_BACKOFF_MS * 2 ** failures, run.stopping.signal);
      }
    }
  }
  return [];
}

function workersFor({ options, job, source }: Run, count: number): number {
  // A file has no groups that wait for each other.
  if (job.spec.action === 'restore' && source.type === 'fifo') return 1;
  const { ratePerSecond } = job.spec;
  const forRate =
    ratePerSecond === null ? Infinity : (ratePerSecond * (MAX_WAIT_MS / 1000)) / MESSAGES_PER_RECEIVE;
  const wanted = Math.min(
    options.connections * WORKERS_PER_CONNECTION,
    Math.ceil(count / MESSAGES_PER_RECEIVE),
    forRate,
  );
  return Math.max(1, Math.floor(wanted));
}
