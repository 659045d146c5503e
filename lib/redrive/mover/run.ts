import type { Context } from '#lib/context';
import type { Semaphore } from '#lib/flow/semaphore';
import type { Book } from '../ledger/book.ts';
import type { LedgerWriter } from '../ledger/ledger-writer.ts';
import type { JobRecord } from '../jobs/job-record.ts';
import type { Lease } from '../jobs/lease.ts';
import type { CopyRules } from './copies/copy-message.ts';
import type { Rate } from './rate.ts';
import type { Router } from './routes/router.ts';
import type { Selector } from './selection/selector.ts';
import type { Hold, MoveSource } from './sources/move-source.ts';

/** How a job is run; the defaults suit SQS. */
export interface RunOptions {
  /** Requests to the queues at once. */
  connections: number;
  /** How long a message stays hidden that was received. */
  holdSeconds: number;
  /** What must be left of that when a message is sent: longer than a send may take. */
  minHoldMs: number;
  /** How long a run may be silent before another may take the job over. */
  leaseMs: number;
  saveEveryMs: number;
  watchEveryMs: number;
  /** How long a canary stage waits for outcomes. */
  watchForMs: number;
  /** When the run hands over to the next one, in epoch milliseconds. */
  untilMs: number;
}

export const DEFAULT_OPTIONS: RunOptions = {
  connections: 16,
  holdSeconds: 120,
  minHoldMs: 15_000,
  leaseMs: 30_000,
  saveEveryMs: 1000,
  watchEveryMs: 1000,
  watchForMs: 15 * 60_000,
  untilMs: Infinity,
};

/** Why a run ends before its work does. */
export type Stop =
  | { kind: 'pausing' }
  | { kind: 'cancelling' }
  /** Somebody else runs the job now. */
  | { kind: 'lost' }
  /** Its time is up, or something is out of order that will pass. */
  | { kind: 'hand-over'; afterMs: number }
  /** Somebody has to do something first. */
  | { kind: 'halt'; reason: string };

/** One run of a job: what it works with, and what it has come to. */
export interface Run {
  ctx: Context;
  options: RunOptions;
  lease: Lease;
  /** As it was when the run began; its progress is kept up to date. */
  job: JobRecord;
  source: MoveSource;
  selector: Selector;
  router: Router;
  rules: CopyRules;
  ledger: LedgerWriter;
  book: Book;
  rate: Rate;
  connections: Semaphore;
  /** Until when the lease is ours for certain. */
  leasedUntilMs: number;
  /** All that is hidden by this run and not deleted. */
  held: Map<string, Hold>;
  /** Message groups with a message that failed: those behind it stay behind it. */
  blockedGroups: Set<string>;
  /**
   * How many the last pass saw and gave back: not selected, or they could not be moved. Of these, `listed` are in one of the job's lists
   * already, and `hidden` were perhaps not given back.
   */
  stayed: { seen: number; listed: number; hidden: number };
  /** Messages may be hidden that this run does not hold: by a look, a run that died, or an answer that was lost. They come back by themselves. */
  hasLostSight: boolean;
  stop: Stop | null;
  stopping: AbortController;
}

/** Asks the run to end; the first reason counts. */
export function stopRun(run: Run, stop: Stop): void {
  run.stop ??= stop;
  run.stopping.abort();
}
