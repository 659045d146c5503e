import type { EventPolicy } from './async-invocation/types.ts';
import type { BatchPolicy } from './batch/types.ts';
import type { QueuePolicy } from './sqs/types.ts';
import type { TaskPattern, TaskPolicy } from './step-functions/types.ts';
import type { StreamPolicy } from './stream/types.ts';

/** A model with its policy and failure pattern. */
export type RetryRequest =
  | { model: 'redrive-policy' | 'until-expiry'; policy: QueuePolicy; pattern: StepPattern }
  | { model: 'batch'; policy: BatchPolicy; pattern: BatchPattern }
  | { model: 'async-invocation'; policy: EventPolicy; pattern: StepPattern }
  | { model: 'stream'; policy: StreamPolicy; pattern: BatchPattern }
  | { model: 'step-functions'; policy: TaskPolicy; pattern: TaskPattern };

/**
 * How one attempt went. `throttled`: the function could not run. `partly-failed`: it named what failed. `swallowed`: something failed
 * and the function kept it to itself.
 */
export type AttemptOutcome =
  'succeeded' | 'failed' | 'timed-out' | 'throttled' | 'partly-failed' | 'swallowed';

/** One try: a delivery of a message or batch, an invocation, a run of a task. Times are nominal, in ms from the start. */
export interface Attempt {
  /** From 1, in the order in which attempts begin. */
  number: number;
  atMs: number;
  /** Earlier than `atMs` only where AWS adds jitter: the attempt begins somewhere between the two. */
  earliestAtMs: number;
  /** Of an attempt that begins at `atMs`. */
  endsAtMs: number;
  /** Ids of the messages, records or executions in it, in order. */
  items: readonly string[];
  outcome: AttemptOutcome;
  /** The error that AWS sees, where a policy goes by its name. */
  error: string | null;
  /** Items that the function did its work for in this attempt, whatever became of the attempt. */
  processed: readonly string[];
  /** Items that are not over with this attempt: tried again, or given up later. */
  left: readonly string[];
  /** The batches that the items were divided into; empty when they stay together. */
  split: readonly (readonly string[])[];
}

/**
 * Where an item ends.
 * - `done`, `on-success`: it was accepted as processed; with `on-success` a record of it went to that destination.
 * - `dead-lettered`: in a dead-letter queue. `on-failure`: a record went to that destination.
 * - `expired`: its retention ended. `dropped`: given up, and nothing keeps it. `lost`: deleted as if it had been processed.
 * - `caught`: a Catch led the execution on. `failed`: the execution failed, and keeps its history.
 */
export type EndPlace =
  | 'done'
  | 'on-success'
  | 'dead-lettered'
  | 'on-failure'
  | 'expired'
  | 'dropped'
  | 'lost'
  | 'caught'
  | 'failed';

/** The end of one item; every item has exactly one. */
export interface End {
  item: string;
  where: EndPlace;
  atMs: number;
  /** See {@link Attempt.earliestAtMs}. */
  earliestAtMs: number;
  /** AWS's word for the reason, where it has one: `RetriesExhausted`, `RecordAgeExceeded`, the name of an error. */
  condition: string | null;
  /** What got it or a record of it: `dead-letter-queue`, `on-success`, `on-failure` or the state that a Catch names. */
  deliveredTo: readonly string[];
  /** Attempts that count for AWS: receives, or invocations without the throttled ones. */
  attempts: number;
  /** Some attempt did the work; a message that is dead-lettered or expired all the same is processed again by whoever redrives it. */
  isProcessed: boolean;
}

/** What a model says of a policy and a failure pattern. */
export interface Prediction {
  attempts: readonly Attempt[];
  /** Attempts after the listed ones, which are too many to list. `ends` counts them. */
  omittedAttempts: number;
  ends: readonly End[];
}

/** What of a real run is compared with its prediction; times in nominal ms from the start. */
export interface Run {
  attempts: readonly Pick<Attempt, 'atMs' | 'endsAtMs' | 'items' | 'outcome'>[];
  ends: readonly Pick<End, 'item' | 'where' | 'atMs'>[];
}

/** One thing in which a run is not as predicted. `expected` and `actual` are short texts for people. */
export interface Difference {
  about: 'attempt' | 'end';
  /** Of what the attempt or end is. */
  items: readonly string[];
  kind: 'missing' | 'unexpected' | 'time' | 'outcome' | 'place';
  expected: string;
  actual: string;
}

/** What one try of a message or event comes to. `hangs`: the work takes until its timeout. */
export type Step = 'succeeds' | 'fails' | 'hangs' | 'throttled';

/** How the work on one message or event goes. */
export interface StepPattern {
  /** By try, from the first; the last one repeats, and none at all means that all succeed. */
  steps: readonly Step[];
  /** How long a try works before it succeeds or fails. */
  durationMs: number;
}

/** A message of a queue or a record of a stream. */
export interface ItemPattern {
  id: string;
  /** The first so many attempts with it fail; null: all of them, it is poison. */
  failFirst: number | null;
}

/** How the work on batches goes. */
export interface BatchPattern {
  /** In the order in which they were sent. */
  items: readonly ItemPattern[];
  /** How long an invocation works, whatever is in it. */
  durationMs: number;
}
