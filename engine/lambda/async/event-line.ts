import type { Clock, Timer } from '../../core/clock.ts';
import { createLinkedList, type Links } from '../../core/collections/linked-list.ts';
import { EVENT_LIMITS } from '../limits.ts';
import type { AsyncEvent } from './event.ts';

/** `throttled`: the function could not run. */
export type RunResult = 'ran' | 'throttled';

/** The events of one function: those that wait for their time, and those whose time has come, in order. */
export interface EventLine {
  /** `event.dueAtMs` says when. */
  add(event: AsyncEvent): void;
  close(): void;
}

interface Entry {
  event: AsyncEvent;
  previous: Entry | undefined;
  next: Entry | undefined;
}

const LINKS: Links<Entry> = {
  previous: (entry) => entry.previous,
  next: (entry) => entry.next,
  setPrevious: (entry, other) => (entry.previous = other),
  setNext: (entry, other) => (entry.next = other),
};

/** Eight runs make room for one more at a time. */
const GROWTH_PER_RUN = 1 / 8;

/**
 * Runs events when they are due, the first come first, several at a time: half as many after each throttle and slowly more again while
 * they run, so that a backlog at a function's reserved concurrency is worked off and does not only back off.
 */
export function createEventLine(options: {
  clock: Clock;
  /** Never rejects. May add the event again. */
  run: (event: AsyncEvent) => Promise<RunResult>;
}): EventLine {
  const { clock, run } = options;
  const due = createLinkedList(LINKS);
  const timers = new Set<Timer>();
  let allowed: number = EVENT_LIMITS.concurrentEvents;
  let running = 0;
  let closed = false;

  const runOne = async (event: AsyncEvent) => {
    running += 1;
    const result = await run(event);
    running -= 1;
    allowed =
      result === 'throttled'
        ? Math.max(1, allowed / 2)
        : Math.min(allowed + GROWTH_PER_RUN, EVENT_LIMITS.concurrentEvents);
    pump();
  };
  const pump = () => {
    while (running < Math.floor(allowed) && due.first) {
      const { event } = due.first;
      due.remove(due.first);
      void runOne(event);
    }
  };
  const enter = (event: AsyncEvent) => {
    due.append({ event, previous: undefined, next: undefined });
    pump();
  };

  return {
    add(event) {
      if (closed) return;
      if (event.dueAtMs <= clock.nowMs()) return enter(event);
      const timer = clock.at(event.dueAtMs, () => {
        timers.delete(timer);
        enter(event);
      });
      timers.add(timer);
    },
    close() {
      closed = true;
      due.clear();
      for (const timer of timers) timer.cancel();
      timers.clear();
    },
  };
}
