import type { FromWorker, ToWorker } from './protocol.ts';
import { createSession } from './session/session.ts';

/** The part of a worker's global scope that is used here; the project's types are those of a page. */
interface WorkerScope {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
  close(): void;
}

const scope = globalThis as unknown as WorkerScope;

/** A task of its own, unlike a timer never held back. */
const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.addEventListener('message', () => waiting.shift()?.());
turns.port1.start();

const take = createSession({
  post: (message) => scope.postMessage(message, []),
  nowMs: () => performance.now(),
  timeMs: () => Date.now(),
  nextTurn: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      turns.port2.postMessage(null, []);
    }),
  later: (ms, run) => void setTimeout(run, ms),
  end: () => scope.close(),
});

scope.addEventListener('message', ({ data }) => take(data));
