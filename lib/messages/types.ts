import type { LatestAttempt } from '#lib/attempts/types';
import type { MessageAttribute } from '#lib/queues/types';
import type { FailedInvocation } from '#lib/lambda/types';
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
  /**
   * What Lambda could not run a function with, where the message is the dead letter of a function or the record of a failure; null for any
   * other. A dead letter does not name its function.
   */
  invocation: Pick<
    FailedInvocation,
    'functionName' | 'requestId' | 'errorCode' | 'errorMessage' | 'condition'
  > | null;
}

/**
 * `joined`: every message that has a recorded attempt had its line. `unavailable`: some or all lines are missing. `none`: no table is
 * set up for attempts.
 */
export type AttemptsJoined = 'joined' | 'unavailable' | 'none';

/** `POST /api/queues/{name}/scan` */
export interface ScanRequest {
  /** 1..1,000,000; default 100,000. */
  limit?: number;
  /** Yes to a scan that does harm: of a queue with a redrive policy of its own, or of one that is no dead-letter queue. */
  confirm?: boolean;
  /** Shows what `REDRIVE_MASK` hides; needs the right to. */
  unmask?: boolean;
}

/** `GET /api/queues/{name}/scan?limit=`: what a scan would take, and whether it may be done. Receives nothing. */
export interface ScanEstimate {
  /** What SQS says it holds, approximately. */
  about: number;
  /** Of these, hidden by somebody else right now: a scan does not see them. */
  inFlight: number;
  messages: number;
  seconds: number;
  requests: number;
  costUsd: number;
  type: 'standard' | 'fifo';
  /** Why it needs a yes first; null when it does not. */
  refusal: { code: string; message: string } | null;
  /** What to know before: groups that a look blocks on FIFO, the in-flight limit, receive counts. */
  notes: string[];
}

/**
 * `limit`: as many messages as were asked for. `in-flight`: as many as may be held at once, by the desk or in this queue. `time`: it took
 * too long, or what it held could not be held any longer. `stopped`: by its reader.
 */
export type ScanLimit = 'limit' | 'in-flight' | 'time' | 'stopped';

/** `POST /api/queues/{name}/export`: a file of the messages of a scan. */
export interface ExportRequest {
  format: 'ndjson' | 'csv';
  /** Only messages that it matches. */
  query?: string;
  /** As for a scan. */
  limit?: number;
  confirm?: boolean;
  unmask?: boolean;
}

/** One line of the NDJSON answer of `POST /api/queues/{name}/scan`. */
export type ScanEvent =
  | { type: 'message'; message: ScannedMessage }
  /** `givenBack`: the reading is over, and so many of them are visible to others again. */
  | { type: 'progress'; seen: number; about: number; givenBack?: number }
  /** Latest attempts of up to 100 messages whose lines came before; a message without a record is in none. */
  | { type: 'attempts'; latest: LatestAttempt[] }
  | {
      type: 'done';
      seen: number;
      /** What SQS said it holds, approximately. */
      about: number;
      /** False when something limited the scan, it failed, or some messages were in flight elsewhere. */
      complete: boolean;
      /** What ended it before the queue was exhausted; null also after an `error`. */
      limitedBy: ScanLimit | null;
      givenBack: number;
      /** Not given back by us: they return by themselves when their visibility timeout ends. */
      returningByThemselves: number;
      /** Why not, as AWS said it; absent where it refused nothing. */
      returnRefusal?: string;
      attempts: AttemptsJoined;
      /** Why they are not joined, and what to do; null when they are. */
      attemptsReason: string | null;
    }
  | { type: 'error'; code: string; message: string };
