import { performance } from 'node:perf_hooks';
import { type Connection, openConnection } from './connection.ts';

/** As many as an AWS SDK client keeps at most; enough that the server never waits for the client. */
const CONNECTIONS = 50;

export interface Load {
  /** Whole requests, header and body, made before the clock starts. Sent in turn, again from the first one on. */
  requests: readonly Buffer[];
  /** Default: each request once. */
  times?: number;
  /** No request is begun after this time; default: no limit. */
  limitSeconds?: number;
  /** Gets each answer's body; without it no body is kept. */
  onBody?: (body: Buffer) => void;
}

export interface LoadResult {
  done: number;
  seconds: number;
  /** Of all bodies answered. */
  answerBytes: number;
}

/** Kept connections to one server, to be used for one load after another. */
export interface Clients {
  /** @throws {Error} at the first answer that is not 200 */
  run(load: Load): Promise<LoadResult>;
  close(): void;
}

/** Opens the connections, so that no measurement has to. A server may drop them when they have been idle for seconds. */
export async function openClients(url: string, count = CONNECTIONS): Promise<Clients> {
  let current: RunningLoad | undefined;
  let broken: Error | undefined;
  const connections: Connection[] = [];
  for (let index = 0; index < count; index += 1) {
    connections.push(
      await openConnection(url, {
        keepsBody: () => current?.load.onBody !== undefined,
        onAnswer: (connection, body, bytes) => current?.answered(connection, body, bytes),
        onError(error) {
          broken = error;
          current?.fail(error);
        },
      }),
    );
  }

  return {
    async run(load) {
      if (broken) throw broken;
      const running = (current = startLoad(load, connections));
      try {
        return await running.ended;
      } finally {
        current = undefined;
      }
    },
    close() {
      for (const connection of connections) connection.close();
    },
  };
}

interface RunningLoad {
  load: Load;
  ended: Promise<LoadResult>;
  answered(connection: Connection, body: Buffer, bytes: number): void;
  fail(error: Error): void;
}

function startLoad(load: Load, connections: readonly Connection[]): RunningLoad {
  const { requests, times = requests.length, limitSeconds = Infinity, onBody } = load;
  const { promise: ended, resolve, reject } = Promise.withResolvers<LoadResult>();
  const startMs = performance.now();
  const deadlineMs = startMs + limitSeconds * 1000;
  let begun = 0;
  let done = 0;
  let answerBytes = 0;
  let isOver = false;

  const next = (connection: Connection) => {
    const request = requests[begun % requests.length];
    if (request && begun < times && performance.now() < deadlineMs) {
      begun += 1;
      connection.send(request);
    } else if (done === begun && !isOver) {
      isOver = true;
      resolve({ done, seconds: (performance.now() - startMs) / 1000, answerBytes });
    }
  };

  // A client that sleeps has to be woken by the server's write, which costs the server more than the rest of a small
  // answer: so this one never sleeps.
  const stayAwake = () => {
    if (!isOver) setImmediate(stayAwake);
  };

  for (const connection of connections) next(connection);
  stayAwake();
  return {
    load,
    ended,
    answered(connection, body, bytes) {
      done += 1;
      answerBytes += bytes;
      onBody?.(body);
      next(connection);
    },
    fail(error) {
      isOver = true;
      reject(error);
    },
  };
}
