/** What Lambda could not run a function with, as a dead letter or a failure record tells it. */
export interface FailedInvocation {
  /** With its version or alias where it was invoked by one (`charge:live`); null in a dead letter, which does not say. */
  functionName: string | null;
  /** The same for every try. */
  requestId: string;
  /** `200` for an error of the function, `429` throttled, `404` no such function; null where it was never tried. */
  errorCode: string | null;
  /** Of a dead letter, the first KB. */
  errorMessage: string | null;
  /** Name of the function's error; null where it is not told. */
  errorType: string | null;
  /** `RetriesExhausted`, `EventAgeExceeded`, `ZeroReservedConcurrency`; null in a dead letter. */
  condition: string | null;
  /** How often the function ran with it, approximately; null in a dead letter. */
  invokeCount: number | null;
  /** JSON of the original event, to invoke with again. */
  payload: string;
}
