import { createClients, type AwsClients } from '#lib/aws/clients';
import { systemClock, type Clock } from '#lib/clock';
import { createSharedState, type SharedState } from '#lib/flow/shared-state';
import { openStateTable, type StateTable } from '#lib/state/state-table';

/** What every verb of the domain gets besides its input. */
export interface Context {
  aws: AwsClients;
  clock: Clock;
  /** What the desk and the functions remember; null where no table is set up. */
  state: StateTable | null;
  /** Caches and samples that all viewers share. */
  shared: SharedState;
}

/** A page waits for the table no longer than for SQS. */
const STATE_OPTIONS = { connectionTimeoutMs: 1000, requestTimeoutMs: 2500, maxAttempts: 2 };

/** A context of its own: nothing shared with any other. */
export function createContext({ clock = systemClock }: { clock?: Clock } = {}): Context {
  return {
    aws: createClients(),
    clock,
    state: openStateTable(process.env, STATE_OPTIONS),
    shared: createSharedState(),
  };
}

const PROCESS_CONTEXT = Symbol.for('redrive.context');

/** The one context of this process. Kept on `globalThis` because a bundler may load this module more than once. */
export function processContext(): Context {
  const holder = globalThis as { [PROCESS_CONTEXT]?: Context };
  return (holder[PROCESS_CONTEXT] ??= createContext());
}
