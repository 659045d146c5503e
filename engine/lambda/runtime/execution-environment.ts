import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '../../core/clock.ts';
import type { FunctionDefinition } from '../function-definition.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import {
  outOfMemory,
  responseTooLarge,
  runtimeExited,
  timedOut,
  type FunctionError,
} from './function-error.ts';
import { moduleUrl } from './module-url.ts';
import type { InvokeMessage, WorkerMessage, WorkerSettings } from './protocol.ts';

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
  /** Set for the first invocation of an environment. */
  initMs: number | undefined;
}

/** One worker: serves one invocation at a time and stays warm until it is closed or dies. */
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

/** Starts a worker for `definition`. `onOutput` gets what the function prints, in order and in pieces. */
export function startEnvironment(options: {
  clock: Clock;
  definition: FunctionDefinition;
  variables: Record<string, string>;
  onOutput: (text: string) => void;
}): ExecutionEnvironment {
  const { clock, definition, variables, onOutput } = options;
  const timeoutMs = definition.timeoutSeconds * 1000;
  const workerData: WorkerSettings = { moduleUrl: moduleUrl(definition.entry), handler: definition.handler };
  const worker = new Worker(new URL('bootstrap.ts', import.meta.url), {
    workerData,
    env: variables,
    execArgv: [],
    stdout: true,
    stderr: true,
    name: definition.name,
    resourceLimits: { maxOldGenerationSizeMb: definition.memoryMb },
  });
  let alive = true;
  let ready = false;
  let causeOfDeath: FunctionError | undefined;
  let running: Running | undefined;

  const settle = (payload: string, error?: FunctionError) => {
    if (!running) return;
    const { startedAtMs, initMs, timer, resolve } = running;
    running = undefined;
    timer.cancel();
    worker.unref();
    resolve({ payload, error, startedAtMs, initMs, endedAtMs: clock.nowMs() });
  };
  const fail = (error: FunctionError) => settle(JSON.stringify(error), error);

  const kill = (error: FunctionError) => {
    causeOfDeath ??= error;
    void worker.terminate();
  };
  const limit = (requestId: string, delayMs: number) =>
    clock.at(clock.nowMs() + delayMs, () => kill(timedOut(requestId, definition.timeoutSeconds)));

  const callHandler = (current: Running) => {
    const nowMs = clock.nowMs();
    current.timer.cancel();
    current.timer = limit(current.request.requestId, timeoutMs);
    current.startedAtMs = nowMs;
    worker.postMessage({ ...current.request, timeoutMs } satisfies InvokeMessage, []);
  };

  worker.on('message', (message: WorkerMessage) => {
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
        if (Buffer.byteLength(message.payload) > LAMBDA_LIMITS.responseBytes)
          fail(responseTooLarge(LAMBDA_LIMITS.responseBytes));
        else settle(message.payload);
        break;
      case 'failed':
        fail(message.error);
        break;
      case 'fatal':
        causeOfDeath ??= message.error;
        break;
    }
  });
  // What bypasses the bootstrap's capture (Node's own warnings) is not lost either.
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (chunk) => onOutput(String(chunk)));
  worker.on('error', (error) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_WORKER_OUT_OF_MEMORY' && running)
      causeOfDeath ??= outOfMemory(running.request.requestId);
    else onOutput(`${String(error)}\n`);
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (exitCode) => {
      alive = false;
      if (running) fail(causeOfDeath ?? runtimeExited(running.request.requestId, exitCode));
      resolve();
    });
  });
  worker.unref();

  return {
    get alive() {
      return alive && causeOfDeath === undefined;
    },
    invoke(request) {
      return new Promise((resolve) => {
        worker.ref();
        const startedAtMs = clock.nowMs();
        const initLimitMs = LAMBDA_LIMITS.initSeconds * 1000 + timeoutMs;
        running = {
          request,
          startedAtMs,
          initMs: undefined,
          timer: limit(request.requestId, initLimitMs),
          resolve,
        };
        if (!alive) fail(causeOfDeath ?? runtimeExited(request.requestId, 0));
        else if (ready) callHandler(running);
      });
    },
    async close() {
      if (!alive) return;
      void worker.terminate();
      await exited;
    },
  };
}
