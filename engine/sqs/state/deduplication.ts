import { LIMITS } from '../limits.ts';

/** What a duplicate send gets to see: the message that was accepted first. */
export interface AcceptedSend {
  messageId: string;
  sequenceNumber: string;
}

export interface Remembered extends AcceptedSend {
  untilMs: number;
}

/** The deduplication ids of a FIFO queue, each for five minutes from its send, whatever became of the message. */
export interface Deduplication {
  find(key: string, nowMs: number): AcceptedSend | undefined;
  remember(key: string, send: AcceptedSend, nowMs: number): void;
  clear(): void;
  /** Takes what was remembered before a restart, the first to run out first. */
  restore(entries: Iterable<readonly [key: string, Remembered]>): void;
}

/** `changed` hears of every id that is remembered or (undefined) forgotten. */
export function createDeduplication(
  changed: (key: string, remembered: Remembered | undefined) => void,
): Deduplication {
  /** In order of sending, so the first entries run out first. */
  const remembered = new Map<string, Remembered>();

  const forgetOld = (nowMs: number) => {
    for (const [key, { untilMs }] of remembered) {
      if (untilMs > nowMs) return;
      remembered.delete(key);
      changed(key, undefined);
    }
  };

  return {
    find(key, nowMs) {
      forgetOld(nowMs);
      return remembered.get(key);
    },
    remember(key, { messageId, sequenceNumber }, nowMs) {
      remembered.delete(key);
      const entry = { messageId, sequenceNumber, untilMs: nowMs + LIMITS.deduplicationMs };
      remembered.set(key, entry);
      changed(key, entry);
    },
    clear() {
      for (const key of remembered.keys()) changed(key, undefined);
      remembered.clear();
    },
    restore(entries) {
      for (const [key, entry] of entries) remembered.set(key, entry);
    },
  };
}
