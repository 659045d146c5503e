import type { FunctionError } from './function-error.ts';

/** File descriptor on which the function's process writes to the engine: one `RuntimeMessage` as JSON a line. */
export const MESSAGE_FD = 4;

/** Engine to function, over Node's own channel. One at a time: the next follows the answer to the last. */
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
 * Function to engine. Output travels the same way as the answer and every write blocks, so all that an invocation
 * printed has arrived when its answer does, or when its process is gone.
 */
export type RuntimeMessage =
  | { type: 'ready' }
  | { type: 'output'; text: string }
  /** `peakMemoryMb`: the most the process has had in memory so far. */
  | { type: 'result'; payload: string; peakMemoryMb: number }
  | { type: 'failed'; error: FunctionError; peakMemoryMb: number }
  /** The environment is lost: it could not be initialised, or an error escaped the handler. */
  | { type: 'fatal'; error: FunctionError };
