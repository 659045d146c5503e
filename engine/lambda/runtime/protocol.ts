import type { FunctionError } from './function-error.ts';

/** What a worker is started with. */
export interface WorkerSettings {
  /** File URL of the function's module. */
  moduleUrl: string;
  /** Name of the export. */
  handler: string;
}

/** Engine to worker. One at a time: the next follows the answer to the last. */
export interface InvokeMessage {
  requestId: string;
  invokedFunctionArn: string;
  /** The event, as JSON. */
  payload: string;
  /** JSON of the caller's client context. */
  clientContext: string | undefined;
  timeoutMs: number;
}

/**
 * Worker to engine. Output travels on the same port as the answer, so all that an invocation printed has arrived when
 * its answer does.
 */
export type WorkerMessage =
  | { type: 'ready' }
  | { type: 'output'; text: string }
  | { type: 'result'; payload: string }
  | { type: 'failed'; error: FunctionError }
  /** The environment is lost: it could not be initialised, or an error escaped the handler. */
  | { type: 'fatal'; error: FunctionError };
