import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Clock, Timer } from '../../core/clock.ts';
import type { FunctionDefinition } from '../function-definition.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import {
  describeThrown,
  responseTooLarge,
  runtimeExited,
  timedOut,
  type FunctionError,
} from './function-error.ts';
import { createLineSplitter } from './invocation-log.ts';
import { moduleUrl } from './module-url.ts';
import { MESSAGE_FD, type InvokeMessage, type RuntimeMessage } from './protocol.ts';

export interface EnvironmentRequest {
  requestId: string;
  invokedFunctionArn: string;
  payload: string;
  clientContext: string | undefined;
}

export interface EnvironmentAnswer {
  /** JSON: what the handler returned, or the function error. */
  payload: string;
  error: FunctionError | undefined;
  /** When the handler was called; for a failed initialisation, when that began. */
  startedAtMs: number;
  endedAtMs: number;
  /** The most the environment has had in memory; undefined when it died before it could say. */
  peakMemoryMb: number | undefined;
  /** Set for the first invocation of an environment. */
  initMs: number | undefined;
}

/** One process: serves one invocation at a time and stays warm until it is closed or dies. */
export interface ExecutionEnvironment {
  readonly alive: boolean;
  /** Never rejects. The caller waits for the answer before it invokes again. */
  invoke(request: EnvironmentRequest): Promise<EnvironmentAnswer>;
  close(): Promise<void>;
}

interface Running {
  request: EnvironmentRequest;
  startedAtMs: number;
  initMs: number | undefined;
  timer: Timer;
  resolve(answer: EnvironmentAnswer): void;
}

/** Ends every process that still runs when the engine's own does. */
const living = new Set<() => void>();
process.on('exit', () => {
  for (const end of living) end();
});

const BOOTSTRAP = fileURLToPath(new URL('bootstrap.ts', import.meta.url));

/**
 * Starts a process for `definition`. `onOutput` gets what the function prints, in order and in pieces. A process and not a
 * thread: V8 cannot always contain a thread that runs out of memory, and then the engine and its queues would die too.
 */
export function startEnvironment(options: {
  clock: Clock;
  definition: FunctionDefinition;
  variables: Record<string, string>;
  onOutput: (text: string) => void;
}): ExecutionEnvironment {
  const { clock, definition, variables, onOutput } = options;
  const timeoutMs = definition.timeoutSeconds * 1000;
  const child = fork(BOOTSTRAP, [moduleUrl(definition.entry), definition.handler], {
    // Next.js declares NODE_ENV as always there; Lambda does not set it.
    env: variables as NodeJS.ProcessEnv,
    execArgv: [`--max-old-space-size=${definition.memoryMb}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  });
  let alive = true;
  let ready = false;
  let causeOfDeath: FunctionError | undefined;
  let running: Running | undefined;
  let peakMemoryMb: number | undefined;

  const settle = (payload: string, error?: FunctionError) => {
    if (!running) return;
    const { startedAtMs, initMs, timer, resolve } = running;
    running = undefined;
    timer.cancel();
    resolve({ payload, error, startedAtMs, initMs, peakMemoryMb, endedAtMs: clock.nowMs() });
  };
  const fail = (error: FunctionError) => settle(JSON.stringify(error), error);

  const end = () => child.kill('SIGKILL');
  const limit = (requestId: string, delayMs: number) =>
    clock.at(clock.nowMs() + delayMs, () => {
      causeOfDeath ??= timedOut(requestId, definition.timeoutSeconds);
      end();
    });

  const callHandler = (current: Running) => {
    const nowMs = clock.nowMs();
    current.timer.cancel();
    current.timer = limit(current.request.requestId, timeoutMs);
    current.startedAtMs = nowMs;
    // A channel that has just closed needs no answer here: the end of the process settles the invocation.
    child.send({ ...current.request, timeoutMs } satisfies InvokeMessage, () => {});
  };

  const onMessage = (message: RuntimeMessage) => {
    switch (message.type) {
      case 'ready':
        ready = true;
        if (running) {
          running.initMs = clock.nowMs() - running.startedAtMs;
          callHandler(running);
        }
        break;
      case 'output':
        onOutput(message.text);
        break;
      case 'result':
        ({ peakMemoryMb } = message);
        if (Buffer.byteLength(message.payload) > LAMBDA_LIMITS.responseBytes)
          fail(responseTooLarge(LAMBDA_LIMITS.responseBytes));
        else settle(message.payload);
        break;
      case 'failed':
        ({ peakMemoryMb } = message);
        fail(message.error);
        break;
      case 'fatal':
        causeOfDeath ??= message.error;
        break;
    }
  };

  const messages = createLineSplitter((line) => onMessage(JSON.parse(line) as RuntimeMessage));
  (child.stdio[MESSAGE_FD] as Readable).setEncoding('utf8').on('data', messages.write);
  // What bypasses the bootstrap (V8's own last words, native code) is not lost either.
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput);

  living.add(end);
  const gone = new Promise<void>((resolve) => {
    const onGone = (error: (requestId: string) => FunctionError) => {
      alive = false;
      living.delete(end);
      if (running) fail(causeOfDeath ?? error(running.request.requestId));
      resolve();
    };
    // Not `exit`: by `close`, everything the process wrote has been read.
    child.on('close', (exitCode, signal) => onGone((id) => runtimeExited(id, { exitCode, signal })));
    child.on('error', (error) => {
      if (child.pid === undefined) onGone(() => describeThrown(error));
    });
  });

  return {
    get alive() {
      return alive && causeOfDeath === undefined;
    },
    invoke(request) {
      return new Promise((resolve) => {
        const startedAtMs = clock.nowMs();
        const initLimitMs = LAMBDA_LIMITS.initSeconds * 1000 + timeoutMs;
        const timer = limit(request.requestId, initLimitMs);
        running = { request, startedAtMs, initMs: undefined, timer, resolve };
        if (!alive) fail(causeOfDeath ?? runtimeExited(request.requestId, { exitCode: 0, signal: null }));
        else if (ready) callHandler(running);
      });
    },
    async close() {
      if (!alive) return;
      end();
      await gone;
    },
  };
}
