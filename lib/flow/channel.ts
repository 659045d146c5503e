/** Carries values from a producer to one reader that may be slower. */
export interface Channel<Value> extends AsyncIterable<Value, void> {
  push(value: Value, weight?: number): void;
  /** No more values come; with an error, the reader gets it after what is left. */
  close(error?: unknown): void;
  /** The unread values weigh no more than the capacity. */
  hasRoom(): boolean;
  /** Resolves when there is room. */
  drained(): Promise<void>;
}

/** `capacity` is in the unit of the weights given to `push`. */
export function createChannel<Value>(capacity: number): Channel<Value> {
  const unread: { value: Value; weight: number }[] = [];
  let unreadWeight = 0;
  let closed: { error: unknown } | null = null;
  let wakeReader: (() => void) | undefined;
  let wakeProducers: (() => void)[] = [];

  const taken = (weight: number) => {
    unreadWeight -= weight;
    if (unreadWeight > capacity) return;
    for (const wake of wakeProducers) wake();
    wakeProducers = [];
  };

  return {
    push(value, weight = 0) {
      unread.push({ value, weight });
      unreadWeight += weight;
      wakeReader?.();
    },
    close(error) {
      closed ??= { error };
      wakeReader?.();
    },
    hasRoom: () => unreadWeight <= capacity,
    async drained() {
      if (unreadWeight <= capacity) return;
      await new Promise<void>((resolve) => wakeProducers.push(resolve));
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (let next = unread.shift(); next; next = unread.shift()) {
          taken(next.weight);
          yield next.value;
        }
        if (closed) {
          if (closed.error !== undefined) throw closed.error;
          return;
        }
        await new Promise<void>((resolve) => (wakeReader = resolve));
      }
    },
  };
}
