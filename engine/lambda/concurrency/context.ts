import type { FunctionRegistry } from '../registry/function-registry.ts';

/** What the actions on reserved concurrency work with. */
export interface ConcurrencyContext {
  functions: FunctionRegistry;
}

/** Changing and taking away a reservation is older than reading it. */
export const CONCURRENCY_PATH = '/2017-10-31/functions/{FunctionName}/concurrency';
export const READ_CONCURRENCY_PATH = '/2019-09-30/functions/{FunctionName}/concurrency';
