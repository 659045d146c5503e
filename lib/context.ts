import { createClients, type AwsClients } from '#lib/aws/clients';
import { systemClock, type Clock } from '#lib/clock';
import { createSharedState, type SharedState } from '#lib/flow/shared-state';

/** What every verb of the domain gets besides its input. */
export interface Context {
  aws: AwsClients;
  clock: Clock;
  /** Caches and samples that all viewers share. */
  shared: SharedState;
}

/** A context of its own: nothing shared with any other. */
export function createContext({ clock = systemClock }: { clock?: Clock } = {}): Context {
  return { aws: createClients(), clock, shared: createSharedState() };
}

const PROCESS_CONTEXT = Symbol.for('redrive.context');

/** The one context of this process. Kept on `globalThis` because a bundler may load this module more than once. */
export function processContext(): Context {
  const holder = globalThis as { [PROCESS_CONTEXT]?: Context };
  return (holder[PROCESS_CONTEXT] ??= createContext());
}
