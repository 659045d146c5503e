import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Account } from '../core/account.ts';
import { Fault } from '../core/fault.ts';
import type { Operation } from './operations.ts';
import type { TableAnswer, TableMessage, TableRequest } from './protocol.ts';

const BOOTSTRAP = fileURLToPath(new URL('bootstrap.ts', import.meta.url));

/** An engine that was killed a moment ago may leave its tables' process a moment longer, with the directory. */
const START_ATTEMPTS = 5;
const ANSWER_WITHIN_MS = 60_000;
const CLOSE_GRACE_MS = 2000;

export interface TableProcessOptions {
  /** Where the tables are kept; absent: in memory, and gone with their process. */
  directory: string | undefined;
  account: Account;
  /** Real time, whatever the engine's clock says: a process that leaves a request for so long is stuck and replaced. Default 60,000. */
  answerWithinMs?: number;
  log: (line: string) => void;
}

/** The tables in a process of their own: what breaks or blocks it leaves the queues alone. */
export interface TableProcess {
  /**
   * Starts the process where none runs, and gives the request to it.
   * @throws {Fault} TablesUnavailable as a rejection when the process ends before it answers: what the request did is unknown
   */
  call(operation: Operation, body: Uint8Array): Promise<TableAnswer>;
  /** Of the process that runs now; undefined where none does. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

export function createTableProcess(options: TableProcessOptions): TableProcess {
  let worker: Promise<Worker> | undefined;
  let pid: number | undefined;
  let closed = false;

  const start = async (): Promise<Worker> => {
    try {
      const started = await startWorker(options);
      ({ pid } = started.child);
      started.child.once('exit', () => {
        worker = undefined;
        pid = undefined;
      });
      return started;
    } catch (error) {
      worker = undefined;
      throw error;
    }
  };

  return {
    async call(operation, body) {
      if (closed) throw unavailable();
      return (await (worker ??= start())).call(operation, body);
    },
    get pid() {
      return pid;
    },
    async close() {
      closed = true;
      await worker?.then(
        (running) => running.close(),
        () => {},
      );
    },
  };
}

interface Worker extends Pick<TableProcess, 'call' | 'close'> {
  child: ChildProcess;
}

async function startWorker(options: TableProcessOptions): Promise<Worker> {
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const child = forkBootstrap(options);
    const isReady = await Promise.race([
      once(child, 'message').then(() => true),
      once(child, 'exit').then(() => false),
    ]);
    if (isReady) return attend(child, options);
  }
  options.log('engine: the tables cannot be opened; what their process said stands above.');
  throw unavailable();
}

function forkBootstrap({ directory, account, log }: TableProcessOptions): ChildProcess {
  const variables: Record<string, string> = { AWS_ACCOUNT_ID: account.accountId, AWS_REGION: account.region };
  const child = fork(BOOTSTRAP, directory === undefined ? [] : [directory], {
    // Next.js declares NODE_ENV as always there.
    env: variables as NodeJS.ProcessEnv,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => log(`tables: ${line}`));
  }
  return child;
}

/** A process that is ready: matches answers to requests until it is gone. */
function attend(
  child: ChildProcess,
  { log, answerWithinMs = ANSWER_WITHIN_MS }: TableProcessOptions,
): Worker {
  const pending = new Map<number, PromiseWithResolvers<TableAnswer>>();
  let lastId = 0;
  let watching = false;

  const watch = () => {
    if (watching) return;
    watching = true;
    const upTo = lastId;
    AbortSignal.timeout(answerWithinMs).addEventListener('abort', () => {
      watching = false;
      const [oldest] = pending.keys();
      if (oldest === undefined) return;
      if (oldest > upTo) watch();
      else {
        log(
          `engine: the tables have not answered for ${answerWithinMs / 1000} s; their process is replaced.`,
        );
        child.kill('SIGKILL');
      }
    });
  };

  child.on('message', (message: TableMessage) => {
    if (message.type !== 'answer') return;
    pending.get(message.id)?.resolve(message);
    pending.delete(message.id);
  });
  child.on('error', (error) => log(`engine: the tables' process: ${error.message}`));
  child.once('exit', () => {
    for (const { reject } of pending.values()) reject(unavailable());
    pending.clear();
  });

  return {
    child,
    call(operation, body) {
      const id = (lastId += 1);
      const answer = Promise.withResolvers<TableAnswer>();
      if (!child.connected) return Promise.reject(unavailable());
      pending.set(id, answer);
      // A channel that has just closed needs no answer here: the end of the process settles the request.
      child.send({ id, operation, body } satisfies TableRequest, () => {});
      watch();
      return answer.promise;
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      if (child.connected) child.disconnect();
      AbortSignal.timeout(CLOSE_GRACE_MS).addEventListener('abort', () => child.kill('SIGKILL'));
      await gone;
    },
  };
}

function unavailable(): Fault {
  return new Fault('TablesUnavailable', 'The tables are not available at the moment; try again.');
}
