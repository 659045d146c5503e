import type { LatestAttempt } from '#lib/attempts/types';
import type { Completion, QueryProblem } from '#lib/messages/query/types';
import type { ScanEvent, ScannedMessage } from '#lib/messages/types';

export const SORTS = ['newest', 'oldest', 'receives', 'generation', 'expires'] as const;
export type Sort = (typeof SORTS)[number];

/** What messages are grouped by: `cause`, `day` (UTC day of the first send), `attr.<name>` or `body.<path>`. */
export type GroupBy = string;

export interface MessageGroup {
  /** Empty for messages that have none. */
  key: string;
  /** As shown; for a cause, the name of the error. */
  label: string;
  /** A second line, for a cause its message; null where there is none. */
  detail: string | null;
  count: number;
  firstSentAtMs: number;
  lastSentAtMs: number;
}

/** A row of the table. */
export interface WorkbenchRow {
  message: ScannedMessage;
  attempt: LatestAttempt | undefined;
}

/**
 * What the workbench shows of a scan. The messages themselves live in a worker, a hundred thousand of them and more; only the rows in
 * sight are here.
 */
export interface WorkbenchView {
  state: 'idle' | 'reading' | 'done' | 'failed';
  /** Messages read so far. */
  read: number;
  /** What SQS says there are; null before the first word of it. */
  about: number | null;
  /** The closing line; null until it came. */
  end: Extract<ScanEvent, { type: 'done' }> | null;
  error: { code: string; message: string; status: number } | null;
  /** Whether causes have been looked up: what is missing is missing, or still to come. */
  lookup: { state: 'under-way' | 'joined' | 'unavailable'; reason: string | null };
  /** Messages that the query and the chosen group let through, in the order of the sort. */
  matching: number;
  /** Of `read`, before the group was chosen: what the groups add up to. */
  matchingQuery: number;
  problem: QueryProblem | null;
  groupBy: GroupBy;
  /** At most 200, the largest first. */
  groups: MessageGroup[];
  /** Messages in groups beyond those. */
  inOtherGroups: number;
  /** What could be grouped by: `cause`, `day`, then attributes and body fields that are frequent and not all different. */
  groupable: GroupBy[];
  /** Changes whenever `rowAt` may answer differently. */
  revision: number;
  endedAtMs: number;
}

/** What one asks of the workbench. */
export interface WorkbenchActions {
  /** Starts a scan and drops what an earlier one read. */
  read(request: { confirm: boolean; unmask?: boolean }): void;
  /** Hangs up; the server gives every message back. */
  stop(): void;
  /** The row at `index` of the matching ones; undefined until it has come from the worker, which this asks for. */
  rowAt(index: number): WorkbenchRow | undefined;
  /** Ids of the matching rows `from`..`to`, both included; all without arguments. */
  idsOf(range?: { from: number; to: number }): Promise<string[]>;
  /** Index of a message among the matching; -1 when it is not. */
  indexOf(messageId: string): Promise<number>;
  /** What to write at the cursor of the query. */
  complete(text: string, cursor: number): Promise<Completion[]>;
  /** Takes away messages that have left the queue. */
  remove(messageIds: readonly string[]): void;
  /** A file of the matching, or of the chosen, messages. Progress from 0 to 1. */
  exportFile(
    request: { format: 'ndjson' | 'csv'; messageIds: readonly string[] | null },
    onProgress: (share: number) => void,
  ): Promise<Blob>;
}
