import type { GroupBy, Sort, WorkbenchRow, WorkbenchView } from '#components/dead-letters/workbench/types.ts';
import type { Completion } from '#lib/messages/query/types';
import type { ScanRequest } from '#lib/messages/types';

/** Rows that are sent together. Small, because each is copied between threads and bodies may be long. */
export const ROWS_PER_PAGE = 50;

/** What one looks at: which messages, in which groups and order. */
export interface Look {
  query: string;
  groupBy: GroupBy;
  /** Key of the chosen group; null for all. */
  group: string | null;
  sort: Sort;
}

/** The view as the worker knows it; `revision` is that of the worker's rows. */
export type WorkerView = Omit<WorkbenchView, 'endedAtMs'>;

/** Rows `page * ROWS_PER_PAGE` and following of one revision. */
export interface RowPage {
  page: number;
  rows: WorkbenchRow[];
}

export interface FileRequest {
  format: 'ndjson' | 'csv';
  messageIds: readonly string[] | null;
}

/** Questions with their answers. Ids come as one text, a line each: a hundred thousand strings are slow to copy. */
export interface Questions {
  ids: { asked: { from: number; to: number } | null; answer: string };
  index: { asked: string; answer: number };
  complete: { asked: { text: string; cursor: number }; answer: Completion[] };
  export: { asked: FileRequest; answer: Blob };
}

export type Question = {
  [Kind in keyof Questions]: { kind: Kind; asked: Questions[Kind]['asked'] };
}[keyof Questions];

export type ToWorker =
  /** Starts a scan at the address, and drops what was read before. `scan` comes back with what is seen of it. */
  | { type: 'read'; scan: number; queue: string; url: string; request: ScanRequest }
  | { type: 'stop' }
  /** Hangs up and ends the worker. */
  | { type: 'close' }
  | { type: 'look'; look: Look }
  /** `sight`: pages that are sent with every view. `missing`: those of them to send now. */
  | { type: 'pages'; sight: number[]; missing: number[] }
  | { type: 'remove'; messageIds: readonly string[] }
  | { type: 'ask'; id: number; question: Question };

export type FromWorker =
  /** A new revision: pages of earlier ones are void, but those of `kept` are as they were. */
  | { type: 'view'; scan: number; view: WorkerView; pages: RowPage[]; kept: number[] }
  | { type: 'pages'; revision: number; pages: RowPage[] }
  | { type: 'progress'; id: number; share: number }
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'refusal'; id: number; message: string };
