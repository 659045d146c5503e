/** How an attempt ended. A killed function records nothing: that is inferred, see {@link InferredAttempt}. */
export type AttemptOutcome = 'succeeded' | 'failed' | 'timed-out';

/** What was thrown, bounded and safe to show as text. */
export interface AttemptError {
  /** Its `name`, or its class where that says only `Error`; `NonError` for what is none. At most 128 characters. */
  name: string;
  /** With its causes, in one line of at most 1,024 characters. */
  message: string;
  /** At most 4,096 characters; null when what was thrown has none. */
  stack: string | null;
  /** Equal for failures of one cause: `v1-` and 16 hexadecimal digits. */
  fingerprint: string;
}

/** One delivery of a message to a consumer, as the consumer's wrapper recorded it. */
export interface Attempt {
  messageId: string;
  /** Id the message had before its first redrive by the desk; its own where it never was. */
  rootId: string;
  /** Redrives by the desk before this attempt. */
  generation: number;
  /** Name of the queue it was received from. */
  queue: string;
  /** 1 for the first, counted over redrives. */
  attempt: number;
  /** SQS's own count of this delivery; starts again with each redrive. */
  receiveCount: number;
  outcome: AttemptOutcome;
  startedAtMs: number;
  durationMs: number;
  /** Null for a success. */
  error: AttemptError | null;
  /** `batch`: the message failed with its whole batch, whatever its own handling came to. */
  scope: 'message' | 'batch';
  functionName: string;
  functionVersion: string;
  requestId: string;
  /** Of this generation. */
  sentAtMs: number;
  firstReceivedAtMs: number;
}

/** Why a delivery has no record. `killed`: others of this message or its queue have one, so the function is instrumented. */
export type InferenceReason = 'killed' | 'unrecorded';

/** A delivery that SQS must have made and nobody recorded. */
export interface InferredAttempt {
  /** Null for a generation of which nothing was recorded. */
  messageId: string | null;
  generation: number;
  attempt: number;
  receiveCount: number;
  reason: InferenceReason;
}

export type TimelineEntry = ({ kind: 'recorded' } & Attempt) | ({ kind: 'inferred' } & InferredAttempt);

/** `GET /api/messages/{id}/attempts`: every attempt over all redrives, oldest first. */
export interface MessageAttempts {
  messageId: string;
  rootId: string;
  entries: TimelineEntry[];
  /** Of the queue it was received from, as it is now; null where that cannot be read. */
  visibilityTimeoutSeconds: number | null;
  maxReceiveCount: number | null;
  /** More attempts exist than are shown (the newest are). */
  truncated: boolean;
  /** How long records are kept: older attempts are gone, not absent. */
  keptForDays: number;
}

/** The latest attempt of a message in short, as lists show it. */
export interface LatestAttempt {
  messageId: string;
  rootId: string;
  attempt: number;
  receiveCount: number;
  outcome: AttemptOutcome;
  startedAtMs: number;
  /** Null where many were read at once: the index does not have it. */
  durationMs: number | null;
  /**
   * Without its stack; null for a success. Where many were read at once, what differs between failures of one cause is `<*>` in the
   * message.
   */
  error: Omit<AttemptError, 'stack'> | null;
}

/**
 * Where a retried message stands. `hidden`: until its visibility timeout ends. `due`: the next receive may bring it.
 * `overdue`: that should have happened long ago. `exhausted`: no receive is left, the next one dead-letters it.
 */
export type RetryState = 'hidden' | 'due' | 'overdue' | 'exhausted';

export interface RetryingMessage extends LatestAttempt {
  generation: number;
  firstReceivedAtMs: number;
  /** When its visibility timeout ends if nobody changed it: an expectation, not a promise. */
  nextAttemptAtMs: number;
  state: RetryState;
  /** Receives left before it is dead-lettered; null without a redrive policy. */
  receivesLeft: number | null;
}

/** `GET /api/queues/{name}/retrying`: messages between their first failure and their end, the next attempt first. */
export interface RetryingList {
  messages: RetryingMessage[];
  /** There are more than are listed. */
  truncated: boolean;
  visibilityTimeoutSeconds: number;
  maxReceiveCount: number | null;
  readAtMs: number;
}

/** Failures with one fingerprint. */
export interface Cause {
  fingerprint: string;
  errorName: string;
  /** Of the newest failure. */
  message: string;
  /** Failed attempts. */
  count: number;
  /** Distinct messages among them. */
  messages: number;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
  /** Failed attempts in each period of the window, oldest first. */
  trend: number[];
  sampleMessageId: string;
}

/** `GET /api/queues/{name}/causes?minutes=1440`, the most frequent first. */
export interface CauseList {
  causes: Cause[];
  /** Causes beyond the first hundred, which are counted and not listed. */
  otherCauses: number;
  /** Failed attempts of the window, over all causes. */
  failures: number;
  fromMs: number;
  toMs: number;
  periodSeconds: number;
  /** Set when there were more failures than are counted at once: what is older than this is not in the figures. */
  countedFromMs: number | null;
}

/** One step of the funnel: how many messages came to this attempt, and what became of them there. */
export interface FunnelStep {
  /** `1` to `9`, and `10+` for all later ones. */
  attempt: string;
  attempts: number;
  succeeded: number;
  failed: number;
}

/** `GET /api/queues/{name}/funnel?minutes=60`, from the metrics that consumers publish; works without the table. */
export interface Funnel {
  /** Empty when no consumer publishes attempts: not instrumented, or nothing happened. */
  steps: FunnelStep[];
  /** Failures that left no receive: these messages died. Null where it cannot be told (no redrive policy, or 10 receives and more). */
  died: number | null;
  maxReceiveCount: number | null;
  fromMs: number;
  toMs: number;
  /** Why CloudWatch could not be read, or null. */
  error: string | null;
  readAtMs: number;
}
