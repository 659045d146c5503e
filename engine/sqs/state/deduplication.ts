import { LIMITS } from '../limits.ts';

/** What a duplicate send gets to see: the message that was accepted first. */
export interface AcceptedSend {
  messageId: string;
  sequenceNumber: string;
}

interface Remembered extends AcceptedSend {
  untilMs: number;
}

/** The deduplication ids of a FIFO queue, each for five minutes from its send, whatever became of the message. */
export interface Deduplication {
  find(key: string, nowMs: number): AcceptedSend | undefined;
  remember(key: string, send: AcceptedSend, nowMs: number): void;
  clear(): void;
}

export function createDeduplication(): Deduplication {
  /** In order of sending, so the first entries run out first. */
  const remembered = new Map<string, Remembered>();

  const forgetOld = (nowMs: number) => {
    for (const [key, { untilMs }] of remembered) {
      if (untilMs > nowMs) return;
      remembered.delete(key);
    }
  };

  return {
    find(key, nowMs) {
      forgetOld(nowMs);
      return remembered.get(key);
    },
    remember(key, { messageId, sequenceNumber }, nowMs) {
      remembered.delete(key);
      remembered.set(key, { messageId, sequenceNumber, untilMs: nowMs + LIMITS.deduplicationMs });
    },
    clear: () => remembered.clear(),
  };
}
