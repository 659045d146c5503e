/** What the last try to run a function with an event came to. */
export interface EventResponse {
  /** 200 when the function ran, whatever it answered; 429 throttled; 404 no such function. */
  statusCode: number;
  /** JSON: the function's answer or its error; null when it did not run. */
  payload: string | null;
  failed: boolean;
  /** Why it did not run; null when it did. */
  refusal: string | null;
}

/** One asynchronous invocation, from its acceptance to its end; also what of it is on disk. */
export interface AsyncEvent {
  /** Rises with every event: the order in which they came. */
  readonly number: number;
  /** The same for every try. */
  readonly requestId: string;
  readonly functionName: string;
  /** JSON, as it was sent. */
  readonly payload: string;
  readonly clientContext: string | null;
  readonly acceptedAtMs: number;
  /** How often the function ran with it. */
  invokeCount: number;
  /** How often it was throttled since it last ran. */
  throttleCount: number;
  dueAtMs: number;
  /** Null before the first try has ended. */
  response: EventResponse | null;
}

/** Why an event came to its end, in AWS's words. */
export type EventCondition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';
