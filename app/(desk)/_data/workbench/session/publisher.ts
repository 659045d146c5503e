import { ROWS_PER_PAGE, type RowPage, type ToWorker } from '../protocol.ts';
import type { Store } from '../store/store.ts';
import type { Thread } from './session.ts';

/** Often enough to look live, seldom enough to leave the other thread its time. The first messages and causes never wait. */
const PUBLISH_MS = 125;
/** Of so many messages, a few more are no news. */
const MANY = 10_000;
const PUBLISH_MANY_MS = 250;

/** Tells the other thread what is there, with the rows it has in sight. */
export interface Publisher {
  /** From now on it is about this scan. */
  begin(scan: number): void;
  /** Something has come: it is told soon. */
  note(): void;
  publishNow(): void;
  show(pages: Extract<ToWorker, { type: 'pages' }>): void;
}

export function createPublisher(thread: Thread, store: Store): Publisher {
  let sight: readonly number[] = [0];
  /** What the other thread has of the pages in sight. */
  let sent = new Map<number, RowPage['rows']>();
  const told = { messages: 0, causes: 0 };
  /** Number of the publication that a timer is set for; 0 for none. */
  let due = 0;
  let timers = 0;
  let scan = 0;
  let revision = 0;

  const readPage = (page: number): RowPage => ({
    page,
    rows: store.window(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE - 1),
  });

  const publish = () => {
    Object.assign(told, { messages: store.read, causes: store.causes });
    const view = store.publish();
    revision = view.revision;
    const pages = sight.map(readPage);
    const changed = pages.filter(({ page, rows }) => !isSame(rows, sent.get(page)));
    const kept = pages.filter((page) => !changed.includes(page)).map(({ page }) => page);
    sent = new Map(pages.map(({ page, rows }) => [page, rows]));
    thread.post({ type: 'view', scan, view, pages: changed, kept });
  };

  const publishLater = (ms: number) => {
    if (due !== 0) return;
    const timer = (due = timers += 1);
    thread.later(ms, () => {
      if (due !== timer) return;
      due = 0;
      // What another query has found so far is no news of this one.
      if (store.isSettled) publish();
      else publishLater(PUBLISH_MS);
    });
  };

  return {
    begin(next) {
      scan = next;
      sent = new Map();
      publish();
    },
    note() {
      const isFirst = (told.messages === 0 && store.read > 0) || (told.causes === 0 && store.causes > 0);
      if (!isFirst) return publishLater(store.read < MANY ? PUBLISH_MS : PUBLISH_MANY_MS);
      due = 0;
      publishLater(0);
    },
    publishNow() {
      due = 0;
      publish();
    },
    show(pages) {
      sight = pages.sight;
      const asked = pages.missing.map(readPage);
      sent = new Map([...sent].filter(([page]) => sight.includes(page)));
      for (const { page, rows } of asked) sent.set(page, rows);
      thread.post({ type: 'pages', revision, pages: asked });
    },
  };
}

function isSame(rows: RowPage['rows'], sent: RowPage['rows'] | undefined): boolean {
  return rows.length === sent?.length && rows.every((row, index) => row === sent[index]);
}
