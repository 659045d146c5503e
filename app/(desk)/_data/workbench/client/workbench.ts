import type { WorkbenchActions, WorkbenchView } from '#components/dead-letters/workbench/types.ts';

import type { FromWorker, Look, ToWorker } from '../protocol.ts';
import { createQuestions } from './questions.ts';
import { createRowPages } from './row-pages.ts';

/** What a workbench needs of a worker. */
export type WorkerLike = Pick<Worker, 'addEventListener' | 'terminate'> & {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
};

/** One queue's messages, which a worker holds, as a page sees them. */
export interface Workbench {
  subscribe(onChange: () => void): () => void;
  /** The same object until something changes. */
  getView(): WorkbenchView;
  actions: WorkbenchActions;
  /** Starts the worker ahead of the reading, which need not wait for it then. */
  prepare(): void;
  /** Changes what one looks at. */
  look(change: Partial<Look>): void;
  /** Hangs up and lets go of everything; reading again begins anew. */
  close(): void;
}

/** How long a worker has to hang up by itself. */
const MAX_FAREWELL_MS = 2000;

const GONE = 'The part of this page that holds the messages has stopped. Read again.';

export const NOTHING_READ: WorkbenchView = {
  state: 'idle',
  read: 0,
  about: null,
  end: null,
  error: null,
  lookup: { state: 'under-way', reason: null },
  matching: 0,
  matchingQuery: 0,
  problem: null,
  groupBy: 'cause',
  groups: [],
  inOtherGroups: 0,
  groupable: ['cause', 'day'],
  revision: 0,
  endedAtMs: 0,
};

/** `startWorker` is called once there is something to prepare or to read, and again when that worker has died. */
export function createWorkbench(queue: string, look: Look, startWorker: () => WorkerLike): Workbench {
  const watchers = new Set<() => void>();
  let view: WorkbenchView = { ...NOTHING_READ, groupBy: look.groupBy };
  let worker: WorkerLike | null = null;
  let scan = 0;
  const post = (message: ToWorker) => worker?.postMessage(message, []);
  const rows = createRowPages((pages) => post({ type: 'pages', ...pages }));
  const questions = createQuestions(post);

  const show = (next: Partial<WorkbenchView>) => {
    const state = next.state ?? view.state;
    const isEnd = state !== view.state && (state === 'done' || state === 'failed');
    view = {
      ...view,
      ...next,
      revision: view.revision + 1,
      endedAtMs: isEnd ? Date.now() : view.endedAtMs,
    };
    for (const onChange of watchers) onChange();
  };

  const letGo = () => {
    worker = null;
    rows.clear();
    questions.refuseAll(GONE);
  };

  const hear = (message: FromWorker) => {
    switch (message.type) {
      case 'view':
        if (message.scan !== scan) return;
        rows.turn(message.view.revision, message.pages, message.kept);
        return show(message.view);
      case 'pages':
        return rows.add(message.revision, message.pages) && show({});
      case 'progress':
        return questions.progress(message.id, message.share);
      case 'answer':
        return questions.answer(message.id, message.answer);
      case 'refusal':
        return questions.refuse(message.id, message.message);
    }
  };

  const begin = (): WorkerLike => {
    const started = startWorker();
    const isCurrent = () => worker === started;
    const fail = () => {
      if (!isCurrent()) return;
      started.terminate();
      letGo();
      const error = { code: 'WorkbenchBroken', message: GONE, status: 0 };
      show({ ...NOTHING_READ, groupBy: look.groupBy, state: 'failed', error });
    };
    started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (isCurrent()) hear(data);
    });
    started.addEventListener('error', fail);
    started.addEventListener('messageerror', fail);
    return started;
  };

  const actions: WorkbenchActions = {
    read({ confirm, unmask = false }) {
      worker ??= begin();
      scan += 1;
      rows.clear();
      show({ ...NOTHING_READ, groupBy: look.groupBy, state: 'reading' });
      post({ type: 'look', look });
      // A worker need not have an address of its own that paths could be resolved by.
      const url = new URL(`/api/queues/${encodeURIComponent(queue)}/scan`, location.origin).href;
      const request = { ...(confirm && { confirm }), ...(unmask && { unmask }) };
      post({ type: 'read', scan, queue, url, request });
    },
    stop: () => post({ type: 'stop' }),
    rowAt: (index) => (worker ? rows.rowAt(index) : undefined),
    async idsOf(range) {
      if (!worker) return [];
      const lines = await questions.ask<'ids'>({ kind: 'ids', asked: range ?? null });
      return lines === '' ? [] : lines.split('\n');
    },
    indexOf: async (messageId) => (worker ? questions.ask<'index'>({ kind: 'index', asked: messageId }) : -1),
    complete: async (text, cursor) =>
      worker ? questions.ask<'complete'>({ kind: 'complete', asked: { text, cursor } }) : [],
    remove: (messageIds) => post({ type: 'remove', messageIds }),
    async exportFile(request, onProgress) {
      if (!worker || scan === 0) throw new Error('Nothing has been read yet.');
      return questions.ask<'export'>({ kind: 'export', asked: request }, onProgress);
    },
  };

  return {
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    getView: () => view,
    actions,
    prepare() {
      worker ??= begin();
    },
    look(change) {
      const next = { ...look, ...change };
      const isSame = (Object.keys(next) as (keyof Look)[]).every((key) => next[key] === look[key]);
      if (isSame) return;
      look = next;
      if (worker) post({ type: 'look', look });
      else if (view.groupBy !== next.groupBy) show({ groupBy: next.groupBy });
    },
    close() {
      const leaving = worker;
      if (!leaving) return;
      letGo();
      view = { ...NOTHING_READ, groupBy: look.groupBy };
      leaving.postMessage({ type: 'close' }, []);
      setTimeout(() => leaving.terminate(), MAX_FAREWELL_MS);
    },
  };
}
