/** One entry of a state's Retry. */
export interface Retrier {
  errorEquals: readonly string[];
  intervalSeconds: number;
  /** Tries after the first one; 0: never. */
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds: number | null;
  jitterStrategy: 'NONE' | 'FULL';
}

/** One entry of a state's Catch. */
export interface Catcher {
  errorEquals: readonly string[];
  next: string;
}

/** A Task state of a standard workflow. */
export interface TaskPolicy {
  retriers: readonly Retrier[];
  catchers: readonly Catcher[];
  /** null: the task has no TimeoutSeconds. */
  timeoutSeconds: number | null;
}

/** How the task goes. */
export interface TaskPattern {
  /** By try, from the first: the name of the error it ends with, or null for success. The last one repeats; none: all succeed. */
  errors: readonly (string | null)[];
  /** How long a try takes. */
  durationMs: number;
}
