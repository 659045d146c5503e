import type { UnmovedEntry } from '../ledger/entries.ts';
import { progressOf } from './keep-saving.ts';
import type { Run } from './run.ts';

/** What a source holds when all that can be moved was moved. */
export interface Remains {
  available: number;
  /** Hidden by somebody else. */
  held: number;
  /** More could not be held at once, so not all were looked at. */
  isPartial: boolean;
}

/**
 * Settles what a completed job has not seen: ids that are not in the source, and messages that a run which died had begun to send.
 * Returns what there is to say about those that could not be looked at, or null.
 */
export async function finishBook(run: Run, found: Remains): Promise<string | null> {
  const { book, selector, source, job } = run;
  const remains = withoutOurs(run, found);
  const { held, isPartial } = remains;
  const behind = countBehind(run, remains);
  const obstacle = behind > 0 ? FIRST_OF_GROUP : isPartial ? TOO_DEEP : null;
  const unseenReason = obstacle === null ? notFound(source.name) : notReached(obstacle);
  const missing = [...(selector.missing() ?? [])].filter((id) => !book.wasSent(id) && !book.wasUnmoved(id));
  const unmoved = missing.map((messageId): Omit<UnmovedEntry, 'atMs'> =>
    book.doubtOf(messageId)?.state === 'unconfirmed'
      ? { messageId, list: 'failed', code: 'send-unconfirmed', message: GONE_IN_DOUBT }
      : { messageId, ...unseenReason },
  );
  await book.unmoved(unmoved);
  await book.unmoved(
    book.openDoubts('unconfirmed').map((messageId) => ({
      messageId,
      list: 'failed',
      code: 'send-unconfirmed',
      message: GONE_IN_DOUBT,
    })),
  );
  // Everything visible was looked at and nothing is hidden: the originals are gone.
  if (held === 0 && behind === 0 && !isPartial) await book.settleUnseen();
  await book.idle();
  const { progress } = job;
  const isNamed = 'messageIdCount' in job.spec.selection;
  const selectedBefore = progress.selected;
  progressOf(run);
  const unseen = held + behind;
  progress.selectedIsExact = isNamed || (unseen === 0 && !isPartial);
  const settled = progress.moved + progress.skipped + progress.failed;
  // Of those that were not looked at some may be noted already: there cannot be more than there were.
  const most = 'all' in job.spec.selection ? settled + unseen : settled;
  if (!isNamed) progress.selected = Math.max(settled, Math.min(selectedBefore, most));
  const reasons = [
    held > 0 &&
      !isNamed &&
      `${held} messages of ${source.name} were hidden by somebody else all the time, so they were not looked at.`,
    isPartial && `Not all messages of ${source.name} were looked at: ${TOO_DEEP}`,
    behind > 0 && `${behind} messages of ${source.name} were not looked at: ${FIRST_OF_GROUP}`,
  ];
  return reasons.filter((reason) => reason !== false).join(' ') || null;
}

/** What was seen and could not be given back is hidden by nobody else. */
function withoutOurs({ stayed }: Run, { available, held, ...rest }: Remains): Remains {
  const ours = Math.min(held, stayed.hidden);
  return { available: available + ours, held: held - ours, ...rest };
}

/**
 * Messages of a FIFO queue that nobody hides and that no receive has shown, beside those that an earlier run has seen and noted; 0 where
 * nothing stands before them.
 */
function countBehind({ source, stayed, book }: Run, { available }: Remains): number {
  if (source.type !== 'fifo' || stayed.seen === 0) return 0;
  const noted = book.counts().failed - book.openDoubts('unconfirmed').length;
  return Math.max(available - stayed.seen - Math.max(noted - stayed.listed, 0), 0);
}

const FIRST_OF_GROUP =
  'SQS shows the first messages of a group only, and those before them stay where they are.';

const TOO_DEEP = 'those that are not selected are held meanwhile, and more may not be held at once.';

function notReached(why: string): Reason {
  const message = `Not seen. It has left, or it could not be reached: ${why}`;
  return { list: 'failed', code: 'not-reached', message };
}

type Reason = Pick<UnmovedEntry, 'list' | 'code' | 'message'>;

function notFound(source: string): Reason {
  const message = `Not in ${source}: it has left, or somebody else is holding it.`;
  return { list: 'skipped', code: 'not-found', message };
}

const GONE_IN_DOUBT =
  'The mover stopped while it was being sent, and it was not seen in the source again: it was probably moved.';
