/** `POST /api/redrives`. `all` starts AWS's own move task; `messageIds` moves exactly those. */
export interface RedriveRequest {
  /** Name of the dead-letter queue. */
  source: string;
  /** Name of the queue to move to; default: where each message came from. */
  target?: string;
  selection: { all: true } | { messageIds: string[] };
  /** Only with `all`: 1..500, AWS's bound. Absent, AWS chooses. */
  ratePerSecond?: number;
  reason?: string;
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

/** What became of each selected message. `selected = moved + skipped + failed`; every id is in one list. */
export interface SelectedRedriveResult {
  selected: number;
  /** `mayBeDoubled`: it was sent, but deleting it from the source could not be confirmed, so it may exist twice. */
  moved: { messageId: string; newMessageId: string; target: string; mayBeDoubled: boolean }[];
  /** Not found while scanning: gone, in flight elsewhere, or beyond the scan's limit. */
  skipped: { messageId: string; reason: string }[];
  /** Still in the source. */
  failed: { messageId: string; code: string; message: string }[];
}

/** Answer of `POST /api/redrives`. */
export type RedriveResult =
  { kind: 'task'; task: MoveTask } | { kind: 'selected'; result: SelectedRedriveResult };

/** `GET /api/redrives?source=`: newest first, of one dead-letter queue or of all. */
export interface MoveTaskList {
  tasks: MoveTask[];
  /** Dead-letter queues whose tasks could not be read. */
  unreadable: { name: string; code: string; message: string }[];
}

/** `POST /api/redrives/{id}/cancel`. AWS cancels asynchronously: more may move after this answer. */
export interface CancelResult {
  moved: number;
}
