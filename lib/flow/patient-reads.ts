import type { Clock } from '#lib/clock';
import { DomainError } from '#lib/errors';
import { createSharedReads } from './shared-reads.ts';

/** What a read came to. Both are null while it is still under way. */
export interface Outcome<Value> {
  value: Value | null;
  error: DomainError | null;
}

/** Shared reads of what a page can do without, and does not wait for long. */
export interface PatientReads<Value> {
  /**
   * The value of `key` or why it is refused, or neither after the patience: the read then goes on for whoever asks next.
   * @throws whatever is no DomainError
   */
  read(key: string, load: () => Promise<Value>): Promise<Outcome<Value>>;
}

/** Like `createSharedReads`, but a refusal is kept like a value, so that what is denied is not asked for at every poll. */
export function createPatientReads<Value>({
  clock,
  ttlMs,
  patienceMs,
}: {
  clock: Clock;
  ttlMs: number | ((outcome: Outcome<Value>) => number);
  patienceMs: number;
}): PatientReads<Value> {
  const reads = createSharedReads<Outcome<Value>>({ clock, ttlMs });
  return {
    async read(key, load) {
      const done = new AbortController();
      const outcome = reads.read(key, () => settle(load));
      try {
        return await Promise.race([
          outcome,
          clock.wait(patienceMs, done.signal).then(() => ({ value: null, error: null })),
        ]);
      } finally {
        done.abort();
      }
    },
  };
}

async function settle<Value>(load: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await load(), error: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { value: null, error };
  }
}
