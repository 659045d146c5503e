/** What is remembered for a fixed time from when it was noted. */
export interface TimeWindow<Value> {
  find(key: string, nowMs: number): Value | undefined;
  remember(key: string, value: Value, nowMs: number): void;
  forget(key: string): void;
  clear(): void;
  /** Takes what was remembered before a restart, the first to run out first. */
  restore(entries: Iterable<readonly [key: string, Timed<Value>]>): void;
}

/** A remembered value and when it is forgotten, as it lies on disk. */
export type Timed<Value> = Value & { untilMs: number };

/** `changed` hears of every key that is remembered or (undefined) forgotten. */
export function createTimeWindow<Value extends object>(
  lengthMs: number,
  changed: (key: string, timed: Timed<Value> | undefined) => void,
): TimeWindow<Value> {
  /** In order of noting, so the first entries run out first. */
  const entries = new Map<string, Timed<Value>>();

  const forget = (key: string) => {
    if (entries.delete(key)) changed(key, undefined);
  };
  const forgetOld = (nowMs: number) => {
    for (const [key, { untilMs }] of entries) {
      if (untilMs > nowMs) return;
      forget(key);
    }
  };

  return {
    find(key, nowMs) {
      forgetOld(nowMs);
      return entries.get(key);
    },
    remember(key, value, nowMs) {
      forgetOld(nowMs);
      entries.delete(key);
      const timed = { ...value, untilMs: nowMs + lengthMs };
      entries.set(key, timed);
      changed(key, timed);
    },
    forget,
    clear() {
      for (const key of entries.keys()) changed(key, undefined);
      entries.clear();
    },
    restore(stored) {
      for (const [key, timed] of stored) entries.set(key, timed);
    },
  };
}
