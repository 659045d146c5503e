/** A function as the engine is given it; `UpdateFunctionConfiguration` changes timeout, memory and environment later. */
export interface FunctionDefinition {
  name: string;
  /** Absolute path or file URL of the module. */
  entry: string;
  /** Name of the exported handler. */
  handler: string;
  /** 1..900. */
  timeoutSeconds: number;
  /** 128..10,240; bounds the heap of an execution environment. */
  memoryMb: number;
  environment: Readonly<Record<string, string>>;
  /** Invocations at the same time; more are throttled. 0 throttles all, absent leaves the account's limit. */
  reservedConcurrency?: number;
}
