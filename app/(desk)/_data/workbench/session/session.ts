import type { FromWorker, ToWorker } from '../protocol.ts';
import { readScan } from '../reading/read-scan.ts';
import { createStore } from '../store/store.ts';
import { createAnswers } from './answers.ts';
import { createPublisher } from './publisher.ts';

/** Rows that are judged before the time is looked at. */
const ROWS_PER_STEP = 256;
/** As long as another message may wait to be heard. */
const MAX_TURN_MS = 10;
/** A long filter shows what it has found after so long. */
const PATIENCE_MS = 250;

/** What the worker's thread gives. */
export interface Thread {
  post(message: FromWorker): void;
  /** Of a clock that only goes forward. */
  nowMs(): number;
  /** Of the calendar. */
  timeMs(): number;
  /** Resolves after the messages that have come were handled. */
  nextTurn(): Promise<void>;
  /** Calls back once, after `ms`. */
  later(ms: number, run: () => void): void;
  end(): void;
}

/** All that the worker does, for whoever has the thread. Returns how it takes a message. */
export function createSession(thread: Thread): (message: ToWorker) => void {
  const store = createStore(thread.timeMs);
  const publisher = createPublisher(thread, store);
  const answer = createAnswers(thread, store, () => queue);
  let running: AbortController | null = null;
  let queue = '';
  let isSettling = false;
  let turnStartedMs = 0;

  /** Null while this turn may go on. */
  const pause = () => {
    if (thread.nowMs() - turnStartedMs < MAX_TURN_MS) return null;
    return thread.nextTurn().then(() => void (turnStartedMs = thread.nowMs()));
  };

  const settle = async () => {
    if (isSettling) return;
    isSettling = true;
    turnStartedMs = thread.nowMs();
    let toldMs = turnStartedMs;
    // A newer query begins the work again: then there is more to do here, and the older is never finished.
    while (store.step(ROWS_PER_STEP)) {
      await pause();
      if (thread.nowMs() - toldMs < PATIENCE_MS) continue;
      publisher.publishNow();
      toldMs = thread.nowMs();
    }
    isSettling = false;
    publisher.publishNow();
  };

  const read = async ({ scan, url, request, ...message }: Extract<ToWorker, { type: 'read' }>) => {
    running?.abort();
    const { signal } = (running = new AbortController());
    queue = message.queue;
    store.start();
    publisher.begin(scan);
    turnStartedMs = thread.nowMs();
    const onEvent = (event: Parameters<typeof store.take>[0]) => {
      store.take(event);
      publisher.note();
    };
    const problem = await readScan({ url, body: request, signal, onEvent, pause });
    if (signal.aborted) return;
    if (problem) store.fail(problem);
    publisher.publishNow();
  };

  const stop = () => {
    running?.abort();
    store.stop();
    publisher.publishNow();
  };

  return (message) => {
    switch (message.type) {
      case 'read':
        return void read(message);
      case 'stop':
        return stop();
      case 'close':
        running?.abort();
        return thread.end();
      case 'look':
        store.look(message.look);
        return void settle();
      case 'remove':
        store.remove(message.messageIds);
        return void settle();
      case 'pages':
        return publisher.show(message);
      case 'ask':
        return void answer(message.id, message.question);
    }
  };
}
