import type { Context } from '#lib/context';
import type { JobRecord } from '../jobs/job-record.ts';
import type { Lease } from '../jobs/lease.ts';
import { createBook, type Book } from '../ledger/book.ts';
import { readDoubts, type Doubt } from '../ledger/doubts.ts';
import { createLedgerWriter, type LedgerWriter } from '../ledger/ledger-writer.ts';
import { replayLedger, type Replay } from '../ledger/replay-ledger.ts';

/**
 * Reads the ledger of a leased job, and notes what an earlier run that died has left open.
 * @throws DomainError `jobs-unavailable`
 */
export async function openBook(
  ctx: Context,
  { job, lease }: { job: JobRecord; lease: Lease },
): Promise<{ book: Book; ledger: LedgerWriter }> {
  const { id: jobId, spec, progress } = job;
  const { source } = spec;
  const [replay, noted] = await Promise.all([
    replayLedger(ctx, jobId),
    source === null ? null : readDoubts(ctx, source),
  ]);
  const doubts = noted ?? ownDoubts(jobId, replay);
  const ledger = createLedgerWriter({ ctx, jobId, run: lease.run });
  const isCopied = spec.action !== 'delete';
  const book = createBook({ ctx, jobId, source, isCopied, replay, doubts, ledger });
  // Nothing is deleted from a file, and writing into a snapshot twice makes no second message.
  if (source !== null) await noteUndeleted(book, replay);
  if (isCopied) await noteOpen(book, replay);
  for (const [index, stage] of progress.stages.entries()) stage.moved = replay.sentByStage[index] ?? 0;
  return { book, ledger };
}

/** A file has no list of doubts that its jobs share: what an earlier run of this one has noted is in its ledger. */
function ownDoubts(jobId: string, { doubts }: Replay): Map<string, Doubt> {
  const own = [...doubts.values()].map(({ messageId, atMs }): Doubt => ({
    messageId,
    jobId,
    state: 'unconfirmed',
    atMs,
  }));
  return new Map(own.map((doubt) => [doubt.messageId, doubt]));
}

const UNDELETED = 'delete-unconfirmed';

/** Sent, and perhaps not deleted. */
async function noteUndeleted(book: Book, { undeleted, doubts }: Replay): Promise<void> {
  await book.doubt(
    'sent',
    undeleted
      .filter(({ messageId }) => doubts.get(messageId)?.code !== UNDELETED)
      // Of one that was in doubt before, the copy is certain now; why it may be doubled stays as it was.
      .map(
        ({ messageId, atMs }) =>
          doubts.get(messageId) ?? {
            messageId,
            code: UNDELETED,
            message: 'It was sent, and the mover stopped before the original was certainly deleted.',
            atMs,
          },
      ),
  );
}

/** Perhaps not even sent. */
async function noteOpen(book: Book, { open, doubts }: Replay): Promise<void> {
  await book.doubt(
    'unconfirmed',
    open
      .filter(({ messageId }) => !doubts.has(messageId))
      .map(({ messageId, atMs }) => ({
        messageId,
        code: 'send-unconfirmed',
        message: 'The mover stopped while it was being sent: the copy may exist already.',
        atMs,
      })),
  );
}
