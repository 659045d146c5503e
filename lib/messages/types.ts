import type { LatestAttempt } from '#lib/attempts/types';
import type { MessageAttribute } from '#lib/queues/types';
import type { Lineage } from '#lib/redrive/lineage';

/** A message as a scan saw it. Nothing here came from a consumer: what one recorded follows in an `attempts` line. */
export interface ScannedMessage {
  messageId: string;
  body: string;
  attributes: Record<string, MessageAttribute>;
  /** Deliveries counted by SQS over all queues, this scan's own look included. */
  receiveCount: number;
  sentAtMs: number;
  firstReceivedAtMs: number | null;
  /** When its queue drops it; null where that cannot be known (a FIFO dead-letter queue restarts the clock). */
  expiresAtMs: number | null;
  senderId: string | null;
  /** Queue it was dead-lettered from; null for one that was sent here directly. */
  deadLetterSource: string | null;
  groupId: string | null;
  deduplicationId: string | null;
  sequenceNumber: string | null;
  traceHeader: string | null;
  /** How often this desk has redriven it before, from its lineage attribute. */
  generation: number;
  /** That attribute; null where the desk has not redriven it, or there was no room for it. */
  lineage: Lineage | null;
}

/**
 * `joined`: every message that has a recorded attempt had its line. `unavailable`: some or all lines are missing. `none`: no table is
 * set up for attempts.
 */
export type AttemptsJoined = 'joined' | 'unavailable' | 'none';

/** One line of the NDJSON answer of `POST /api/queues/{name}/scan`. */
export type ScanEvent =
  | { type: 'message'; message: ScannedMessage }
  | { type: 'progress'; seen: number; about: number }
  /** Latest attempts of up to 100 messages whose lines came before; a message without a record is in none. */
  | { type: 'attempts'; latest: LatestAttempt[] }
  | {
      type: 'done';
      seen: number;
      /** What SQS said it holds, approximately. */
      about: number;
      /** False when the limit was reached or some messages were in flight elsewhere. */
      complete: boolean;
      givenBack: number;
      /** Not given back by us: they return by themselves when their visibility timeout ends. */
      returningByThemselves: number;
      attempts: AttemptsJoined;
      /** Why they are not joined, and what to do; null when they are. */
      attemptsReason: string | null;
    }
  | { type: 'error'; code: string; message: string };
