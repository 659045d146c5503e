import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/clock.ts';
import type { Records } from '../../core/disk/disk.ts';
import type { EventInvokeSettings, FunctionDefinition } from '../function-definition.ts';

/** What is configured for a function's asynchronous invocations. */
export interface EventInvokeConfig {
  settings: EventInvokeSettings;
  lastModifiedMs: number;
}

/** A changed configuration on disk, with the one it began from; null is none. */
export interface StoredEventInvokeConfig {
  base: EventInvokeSettings | null;
  now: EventInvokeConfig | null;
}

export interface EventInvokeStore {
  find(functionName: string): EventInvokeConfig | undefined;
  /** Empty where nothing is configured: then AWS's defaults hold. */
  settingsOf(functionName: string): EventInvokeSettings;
  put(functionName: string, settings: EventInvokeSettings): EventInvokeConfig;
  delete(functionName: string): void;
}

const NO_SETTINGS: EventInvokeSettings = {};

/** Keeps what functions are defined with, and what the API has made of it until a function is defined anew. */
export function createEventInvokeStore(options: {
  clock: Clock;
  functions: readonly FunctionDefinition[];
  records: Records<StoredEventInvokeConfig>;
}): EventInvokeStore {
  const { clock, functions, records } = options;
  const configs = new Map<string, EventInvokeConfig>();
  const bases = new Map(functions.map(({ name, eventInvoke }) => [name, eventInvoke ?? null]));
  for (const [name, base] of bases) {
    if (base) configs.set(name, { settings: base, lastModifiedMs: clock.nowMs() });
  }
  for (const [name, { base, now }] of records.load()) {
    // A function that is not defined any more may still have events.
    if (bases.has(name) && !isDeepStrictEqual(bases.get(name), base)) continue;
    if (now) configs.set(name, now);
    else configs.delete(name);
  }

  const save = (name: string) =>
    records.put(name, { base: bases.get(name) ?? null, now: configs.get(name) ?? null });

  return {
    find: (name) => configs.get(name),
    settingsOf: (name) => configs.get(name)?.settings ?? NO_SETTINGS,
    put(name, settings) {
      const config = { settings, lastModifiedMs: clock.nowMs() };
      configs.set(name, config);
      save(name);
      return config;
    },
    delete(name) {
      configs.delete(name);
      save(name);
    },
  };
}
