import type { WorkbenchRow } from '#components/dead-letters/workbench/types.ts';

import { ROWS_PER_PAGE, type RowPage } from '../protocol.ts';

/** Pages that are sent with every view: what a tall window shows, and a margin. */
const PAGES_IN_SIGHT = 3;
const MAX_PAGES = 12;

/** The rows that this thread has, page by page; the ones asked for least recently make room. */
export interface RowPages {
  /** Undefined until its page has come, which is asked for. */
  rowAt(index: number): WorkbenchRow | undefined;
  /** Another revision: only what comes with it and the pages of `kept` are left. */
  turn(revision: number, pages: readonly RowPage[], kept: readonly number[]): void;
  /** False when they are of another revision, and of no use. */
  add(revision: number, pages: readonly RowPage[]): boolean;
  clear(): void;
}

/** `ask` is called at most once a turn of the event loop, never while a row is being asked for. */
export function createRowPages(ask: (pages: { sight: number[]; missing: number[] }) => void): RowPages {
  let pages = new Map<number, readonly WorkbenchRow[]>();
  let revision = -1;
  let sight: number[] = [];
  let told = new Set<number>();
  let asked = new Set<number>();
  let isAsking = false;

  const askSoon = () => {
    if (isAsking) return;
    isAsking = true;
    queueMicrotask(() => {
      isAsking = false;
      const missing = sight.filter((page) => !pages.has(page) && !asked.has(page));
      for (const page of missing) asked.add(page);
      told = new Set(sight);
      ask({ sight, missing });
    });
  };

  const touch = (page: number) => {
    if (sight[0] !== page)
      sight = [page, ...sight.filter((other) => other !== page)].slice(0, PAGES_IN_SIGHT);
    if (!told.has(page) || (!pages.has(page) && !asked.has(page))) askSoon();
  };

  const install = (page: number, rows: readonly WorkbenchRow[], known: ReadonlyMap<string, WorkbenchRow>) => {
    pages.delete(page);
    pages.set(
      page,
      rows.map((row) => {
        const before = known.get(row.message.messageId);
        return before && isSame(before, row) ? before : row;
      }),
    );
    for (const oldest of pages.keys()) {
      if (pages.size <= MAX_PAGES) break;
      pages.delete(oldest);
    }
  };

  const knownRows = () =>
    new Map([...pages.values()].flatMap((rows) => rows.map((row) => [row.message.messageId, row] as const)));

  return {
    rowAt(index) {
      const page = Math.floor(index / ROWS_PER_PAGE);
      touch(page);
      return pages.get(page)?.[index % ROWS_PER_PAGE];
    },
    turn(next, fresh, kept) {
      const known = knownRows();
      revision = next;
      asked = new Set();
      pages = new Map([...pages].filter(([page]) => kept.includes(page)));
      for (const { page, rows } of fresh) install(page, rows, known);
    },
    add(of, fresh) {
      if (of !== revision) return false;
      const known = knownRows();
      for (const { page, rows } of fresh) {
        asked.delete(page);
        install(page, rows, known);
      }
      return true;
    },
    clear() {
      pages = new Map();
      revision = -1;
      asked = new Set();
      told = new Set();
    },
  };
}

/** A copy of the same row: what was drawn of it need not be drawn again. */
function isSame(a: WorkbenchRow, b: WorkbenchRow): boolean {
  return (
    a.message.receiveCount === b.message.receiveCount &&
    a.attempt?.attempt === b.attempt?.attempt &&
    a.attempt?.startedAtMs === b.attempt?.startedAtMs
  );
}
