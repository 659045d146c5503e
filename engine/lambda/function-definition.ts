/** What becomes of an event that a function was invoked with asynchronously. Absent members have AWS's defaults. */
export interface EventInvokeSettings {
  /** 0..2, default 2. */
  maximumRetryAttempts?: number;
  /** 60..21,600, default 21,600. */
  maximumEventAgeSeconds?: number;
  /** ARN of a standard queue or of a function; gets a record of the invocation. */
  onSuccess?: string;
  onFailure?: string;
}

/** A function as the engine is given it; most of it can be changed by Lambda's API later. */
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
  /** Invocations at the same time; more are throttled. 0 throttles all, absent or null leaves the account's limit. */
  reservedConcurrency?: number | null;
  /** Name or ARN of the standard queue that gets the events it could not be invoked with. */
  deadLetterQueue?: string | null;
  eventInvoke?: EventInvokeSettings;
}
