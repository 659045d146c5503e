import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ScanEvent } from '#lib/messages/types';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import { ROWS_PER_PAGE, type FromWorker, type Look, type ToWorker } from '../protocol.ts';
import { createSession, type Thread } from './session.ts';

const look: Look = { query: '', groupBy: 'cause', group: null, sort: 'oldest' };
const READ: ToWorker = { type: 'read', scan: 1, queue: 'dlq', url: 'http://desk/scan', request: {} };
const DONE: ScanEvent = {
  type: 'done',
  seen: 1,
  about: 1,
  complete: true,
  limitedBy: null,
  givenBack: 1,
  returningByThemselves: 0,
  attempts: 'joined',
  attemptsReason: null,
};

type View = Extract<FromWorker, { type: 'view' }>;

/** A worker's session on a thread whose time stands still until `run` is called. */
function opened() {
  const posted: FromWorker[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  let sending: ReadableStreamDefaultController<Uint8Array> | undefined;
  let signal: AbortSignal | undefined;
  let isEnded = false;
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    signal = init.signal ?? undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        sending = controller;
        signal?.addEventListener('abort', () => controller.error(signal?.reason));
      },
    });
    return Promise.resolve(new Response(body));
  });
  const thread: Thread = {
    post: (message) => void posted.push(message),
    nowMs: () => 0,
    timeMs: () => 0,
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    later: (ms, run) => void timers.push({ ms, run }),
    end: () => void (isEnded = true),
  };
  const say = createSession(thread);
  say({ type: 'look', look });
  posted.length = 0;
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    say,
    posted,
    timers,
    views: () => posted.filter((message): message is View => message.type === 'view'),
    /** Runs the timers that are set, and says for how long they were. */
    run: () => timers.splice(0).map(({ ms, run }) => (run(), ms)),
    async send(...events: ScanEvent[]) {
      await turn();
      const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
      sending?.enqueue(new TextEncoder().encode(text));
      await turn();
    },
    async end() {
      sending?.close();
      await turn();
    },
    turn,
    isHungUp: () => signal?.aborted === true,
    isEnded: () => isEnded,
  };
}

const message = (messageId: string, sentAtMs = 0): ScanEvent => ({
  type: 'message',
  message: scannedMessage({ messageId, sentAtMs }),
});

afterEach(() => vi.unstubAllGlobals());

describe('createSession', () => {
  it('shows the first messages and the first causes at once, and later ones after a while', async () => {
    const session = opened();
    session.say(READ);
    await session.send(message('a'));
    expect(session.run()).toEqual([0]);
    expect(session.views().at(-1)).toMatchObject({ scan: 1, view: { state: 'reading', read: 1 } });
    expect(session.views().at(-1)?.pages).toMatchObject([
      { page: 0, rows: [{ message: { messageId: 'a' } }] },
    ]);
    await session.send(message('b'), message('c'));
    await session.send({ type: 'attempts', latest: [latestAttempt({ messageId: 'a' })] });
    expect(session.run()).toEqual([125, 0]);
    const told = session.views().length;
    await session.send(message('d'));
    expect(session.views()).toHaveLength(told);
    expect(session.run()).toEqual([125]);
    expect(session.views().at(-1)?.view.read).toBe(4);
  });

  it('ends when the reading does', async () => {
    const session = opened();
    session.say(READ);
    await session.send(message('a'), DONE);
    await session.end();
    expect(session.views().at(-1)?.view).toMatchObject({ state: 'done', end: { seen: 1 } });
  });

  it('says when the answer breaks off before its closing line', async () => {
    const session = opened();
    session.say(READ);
    await session.send(message('a'));
    await session.end();
    expect(session.views().at(-1)?.view).toMatchObject({
      state: 'failed',
      read: 1,
      error: { code: 'ScanBroken' },
    });
  });

  it('hangs up when told to stop, and keeps what it has', async () => {
    const session = opened();
    session.say(READ);
    await session.send(message('a'));
    session.say({ type: 'stop' });
    await session.turn();
    expect(session.isHungUp()).toBe(true);
    expect(session.views().at(-1)?.view).toMatchObject({ state: 'done', read: 1, end: null });
    expect(session.isEnded()).toBe(false);
  });

  it('hangs up before it ends', async () => {
    const session = opened();
    session.say(READ);
    await session.send(message('a'));
    session.say({ type: 'close' });
    expect(session.isHungUp()).toBe(true);
    expect(session.isEnded()).toBe(true);
  });

  it('sends the pages in sight with each view, those that are the same only by number', async () => {
    const session = opened();
    session.say(READ);
    const many = Array.from({ length: 3 * ROWS_PER_PAGE }, (_, index) => message(`m${index}`, index));
    await session.send(...many);
    session.run();
    session.say({ type: 'pages', sight: [1, 0], missing: [1] });
    expect(session.posted.at(-1)).toMatchObject({ type: 'pages', pages: [{ page: 1 }] });
    await session.send({ type: 'attempts', latest: [latestAttempt({ messageId: `m${ROWS_PER_PAGE}` })] });
    session.run();
    const last = session.views().at(-1);
    expect(last?.kept).toEqual([0]);
    expect(last?.pages.map(({ page }) => page)).toEqual([1]);
  });

  it('answers with ids, places, completions and a file of the matching', async () => {
    const session = opened();
    session.say(READ);
    await session.send(message('a', 1), message('b', 2), message('c', 3), DONE);
    await session.end();
    session.posted.length = 0;
    session.say({ type: 'ask', id: 1, question: { kind: 'ids', asked: { from: 1, to: 2 } } });
    session.say({ type: 'ask', id: 2, question: { kind: 'ids', asked: null } });
    session.say({ type: 'ask', id: 3, question: { kind: 'index', asked: 'b' } });
    session.say({ type: 'ask', id: 4, question: { kind: 'complete', asked: { text: 'caus', cursor: 4 } } });
    session.say({
      type: 'ask',
      id: 5,
      question: { kind: 'export', asked: { format: 'ndjson', messageIds: ['c', 'gone'] } },
    });
    await session.turn();
    await session.turn();
    const answers = new Map(
      session.posted.flatMap((one) => (one.type === 'answer' ? [[one.id, one.answer]] : [])),
    );
    expect([answers.get(1), answers.get(2), answers.get(3)]).toEqual(['b\nc', 'a\nb\nc', 1]);
    expect(answers.get(4)).toMatchObject([{ label: 'cause' }]);
    const lines = (await (answers.get(5) as Blob).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { messageId: 'c', queue: 'dlq' },
    ]);
    expect(session.posted).toContainEqual({ type: 'progress', id: 5, share: 1 });
  });
});
