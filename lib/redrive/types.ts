import type { MessageAttribute } from '#lib/queues/types';

/** Which messages of a dead-letter queue. Only what was in it, or on its way into it, when the job was made. */
export type Selection =
  { all: true } | { messageIds: string[] } | { fingerprint: string } | { query: string };

/** Changes to every message that is moved. A message they cannot be made to fails and stays where it is. */
export interface EditRules {
  /** The whole new body; only for a selection of exactly one message id. */
  body?: string;
  /** JSON merge patch (RFC 7396) for bodies that are JSON objects. */
  bodyPatch?: Record<string, unknown>;
  setAttributes?: Record<string, MessageAttribute>;
  removeAttributes?: string[];
}

/** Move few, see what becomes of them, go on or stop. */
export interface CanaryRules {
  /** Messages of each stage, ascending; what is left after the last one follows as a whole. */
  stages: number[];
  /** 0..1: share of a stage's messages that may fail again before the job stops by itself. */
  maxFailureRatio: number;
}

/** `POST /api/redrives`: exactly one of `source` and `file`. */
export interface RedriveRequest {
  /** Name of the dead-letter queue. */
  source?: string;
  /** Id of a snapshot or of an uploaded export: its messages are sent back. */
  file?: string;
  /** Name of the queue to move to. Default: where each message came from (also the function that an asynchronous invocation was for). */
  target?: string;
  /** Name of the function to invoke with each message instead of a queue. */
  targetFunction?: string;
  /** Default for a file: all of it. */
  selection?: Selection;
  edit?: EditRules;
  /** 1..10,000; with `engine: "aws"` 1..500. Absent: as fast as it goes. */
  ratePerSecond?: number;
  canary?: CanaryRules;
  reason?: string;
  /** What the selection is called, where it does not say that itself: `messages of PaymentDeclined`. */
  label?: string;
  /** AWS's own move task: everything, unchanged. */
  engine?: 'aws';
  /** The plan instead of the job. */
  dryRun?: boolean;
  /** False: no lineage attribute on the copies. Default true. */
  lineage?: boolean;
  /** Also move messages that were redriven five times and more. */
  allowManyGenerations?: boolean;
  /** Also send messages that an earlier job may have sent already. */
  resendUnconfirmed?: boolean;
  /** Chosen by the caller: requests with one key are one job. */
  idempotencyKey?: string;
}

/** `POST /api/queues/{name}/delete`: a job that keeps a snapshot of every message before it deletes it. */
export interface DeleteRequest {
  selection: Selection;
  reason: string;
  label?: string;
  idempotencyKey?: string;
}

/** Answer of `POST /api/redrives`. */
export type RedriveResult =
  { kind: 'plan'; plan: RedrivePlan } | { kind: 'job'; job: RedriveJob } | { kind: 'task'; task: MoveTask };

/** Something to know before the button. With a `block` the job would be refused, or move nothing; the message says what to do. */
export interface PlanNote {
  severity: 'info' | 'warning' | 'block';
  code: PlanNoteCode;
  message: string;
}

export type PlanNoteCode =
  | 'consumer-missing'
  | 'consumer-disabled'
  | 'still-failing'
  | 'not-movable'
  | 'target-type'
  | 'target-too-small'
  | 'redriven-before'
  | 'too-many-redrives'
  | 'expires-during'
  | 'no-origin'
  | 'in-flight'
  | 'in-flight-limit'
  | 'fifo-order'
  | 'job-active'
  | 'not-examined'
  | 'estimate-only'
  | 'restored-before'
  | 'no-outcome';

/** What a job would do. Counts come from a look at up to `examined` messages, or are estimates where nothing was looked at. */
export interface RedrivePlan {
  action: JobAction;
  source: string | null;
  file: string | null;
  /** Messages that would be moved. */
  selected: number;
  selectedIsExact: boolean;
  /** How many messages were looked at to say this. */
  examined: number;
  /** Where they would go, by count, the most first. */
  targets: { kind: 'queue' | 'function' | 'none'; name: string | null; messages: number }[];
  durationSeconds: number;
  requests: number;
  costUsd: number;
  /** Drop out of their queue before the job reaches them at this rate. */
  expiring: number;
  firstExpiresAtMs: number | null;
  /** Messages by how often they were redriven before: index 0 never, 1 once, … the last five times and more. */
  generations: number[];
  notes: PlanNote[];
}

export type JobAction = 'redrive' | 'delete' | 'restore';

export type JobStatus =
  | 'planned'
  | 'running'
  | 'pausing'
  | 'paused'
  | 'cancelling'
  | 'cancelled'
  /** By its canary. */
  | 'stopped'
  | 'completed'
  | 'failed';

/** `selected = moved + skipped + failed + left`, always. */
export interface JobTotals {
  selected: number;
  moved: number;
  /** Not moved, and that is right: gone, or guarded. */
  skipped: number;
  /** Not moved, still in the source. */
  failed: number;
  left: number;
}

/** What became of the moved messages, as their consumers recorded it. They add up to the moved. */
export interface JobOutcome {
  succeeded: number;
  failingAgain: number;
  deadAgain: number;
  /** Nothing recorded yet. */
  pending: number;
  /** Their queue has dropped them. */
  expired: number;
  /** It cannot be known: the consumer records nothing, or it took too long. */
  unknown: number;
}

export type StageStatus = 'waiting' | 'moving' | 'watching' | 'passed' | 'stopped';

export interface JobStage {
  /** Messages it moves at most; null for the rest. */
  size: number | null;
  status: StageStatus;
  moved: number;
  outcome: JobOutcome;
  startedAtMs: number | null;
  endedAtMs: number | null;
}

/** `GET /api/redrives/{id}`. */
export interface RedriveJob {
  id: string;
  action: JobAction;
  status: JobStatus;
  /** Why it is paused, stopped, cancelled or failed, and what to do; null otherwise. */
  statusReason: string | null;
  /** Queue it takes from; null for a restore. */
  source: string | null;
  /** A restore's input, or the snapshot of a deletion. */
  file: string | null;
  /** Null: each message to where it came from. */
  target: string | null;
  targetFunction: string | null;
  /** Of more than 1,000 message ids the list is empty; `selectedIds` counts them. */
  selection: Selection;
  /** How many message ids were selected; null for any other selection. */
  selectedIds: number | null;
  /** What the request called its selection; null where it did not. */
  label: string | null;
  edit: EditRules | null;
  ratePerSecond: number | null;
  canary: CanaryRules | null;
  reason: string | null;
  createdBy: string;
  totals: JobTotals;
  /** False while it is not known how many match. */
  selectedIsExact: boolean;
  /** Moved or failed messages that may exist twice; they are listed with their ids. */
  mayBeDoubled: number;
  outcome: JobOutcome;
  /** Without a canary: one stage of all. */
  stages: JobStage[];
  /** Messages a second over the last seconds; null while nothing moves. */
  movedPerSecond: number | null;
  createdAtMs: number;
  startedAtMs: number | null;
  endedAtMs: number | null;
  updatedAtMs: number;
}

/** Lists of a job's messages; `doubtful` are those that may exist twice, from all lists. */
export type JobMessageList = 'moved' | 'skipped' | 'failed' | 'doubtful';

export type MessageOutcome = keyof JobOutcome;

export interface JobMessage {
  messageId: string;
  list: 'moved' | 'skipped' | 'failed';
  /** Id of the copy, or the request id of an invocation; null where none was sent. */
  newMessageId: string | null;
  /** Queue or function it went to. */
  target: string | null;
  mayBeDoubled: boolean;
  /** Why it was not moved, or why it may be doubled; null for a plain move. */
  code: string | null;
  message: string | null;
  /** Of the copy; null where none was sent. */
  outcome: MessageOutcome | null;
  atMs: number;
}

/** `GET /api/redrives/{id}/messages?list=failed&cursor=`, in the order of the ledger. */
export interface JobMessagePage {
  messages: JobMessage[];
  /** Null after the last page. */
  next: string | null;
}

/** `GET /api/redrives?source=`: newest first, of one dead-letter queue or of all. */
export interface RedriveList {
  jobs: RedriveJob[];
  /** There are older ones than are listed. */
  truncated: boolean;
  /** Why jobs could not be read, or null. */
  jobsError: string | null;
  tasks: MoveTask[];
  /** Dead-letter queues whose tasks could not be read. */
  unreadable: { name: string; code: string; message: string }[];
}

/** `POST /api/files`: an export or snapshot, kept so that a restore can read it. */
export interface StoredFile {
  id: string;
  messages: number;
  sizeBytes: number;
  createdAtMs: number;
  /** Queue its messages were read from; null when the file does not say, or names several. */
  source: string | null;
}

export type MoveTaskStatus = 'running' | 'completed' | 'cancelling' | 'cancelled' | 'failed';

/** An AWS message move task. Its counters are approximate and lag. */
export interface MoveTask {
  /** Opaque; only a running task has one, because AWS gives no handle of an ended task. */
  id: string | null;
  status: MoveTaskStatus;
  source: string;
  target: string | null;
  ratePerSecond: number | null;
  moved: number;
  /** How many there were when it started; null when AWS does not say. */
  toMove: number | null;
  startedAtMs: number;
  failureReason: string | null;
}

export interface MoveTaskList {
  tasks: MoveTask[];
  /** Dead-letter queues whose tasks could not be read. */
  unreadable: { name: string; code: string; message: string }[];
}

/** `POST /api/redrives/{id}/cancel` of a move task. AWS cancels asynchronously: more may move after this answer. */
export interface CancelResult {
  moved: number;
}
