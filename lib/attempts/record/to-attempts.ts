import type { Context, SQSRecord } from 'aws-lambda';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';
import { numberDelivery } from '../attempt-number.ts';
import { describeError } from '../describe/describe-error.ts';
import type { Attempt, AttemptError } from '../types.ts';
import type { BatchNotes, RecordNote } from './batch-notes.ts';
import { judgeBatch, type BatchEnd } from './judge-batch.ts';

/** One invocation with a batch, as far as it has come. */
export interface Batch {
  records: readonly SQSRecord[];
  context: Context;
  notes: BatchNotes;
  startedAtMs: number;
}

/** Named as failed by a handler that let nobody see why. */
const REPORTED_FAILED: AttemptError = describeWithoutStack(
  'ReportedFailed',
  'The handler reported this message as failed and gave no error.',
);

/** A FIFO handler hands back what follows a failure of its group; that costs these messages a receive all the same. */
const NOT_PROCESSED: AttemptError = describeWithoutStack(
  'NotProcessed',
  'The handler handed this message back without processing it, as it does after another message of its group has failed.',
);

/** Every record of the batch as the attempt it was, given how the batch ended. Never throws for what a handler did. */
export function toAttempts(batch: Batch, end: BatchEnd, nowMs: number): Attempt[] {
  const verdict = judgeBatch(end, new Set(batch.records.map(({ messageId }) => messageId)));
  const batchError = verdict.kind === 'whole-batch' ? describeError(verdict.reason) : null;
  return batch.records.map((record) => {
    const note = batch.notes.byMessage.get(record.messageId);
    const failed = verdict.kind === 'whole-batch' || verdict.failedIds.has(record.messageId);
    if (!failed) return toAttempt(batch, record, note, { nowMs, outcome: 'succeeded', error: null });
    if (note?.thrown) {
      const error = describeError(note.thrown.value);
      return toAttempt(batch, record, note, { nowMs, outcome: 'failed', error });
    }
    if (batchError) {
      const outcome = end.kind === 'timed-out' ? 'timed-out' : 'failed';
      // The message that was being handled when time ran out is what timed out; the others went down with it.
      const scope = end.kind === 'timed-out' && isUnderWay(batch, note) ? 'message' : 'batch';
      return toAttempt(batch, record, note, { nowMs, outcome, error: batchError, scope });
    }
    const error = batch.notes.isWatching && !note ? NOT_PROCESSED : REPORTED_FAILED;
    return toAttempt(batch, record, note, { nowMs, outcome: 'failed', error });
  });
}

function isUnderWay({ notes }: Batch, note: RecordNote | undefined): boolean {
  return note ? note.endedAtMs === undefined : !notes.isWatching;
}

function toAttempt(
  { context, startedAtMs: batchStartedAtMs }: Batch,
  record: SQSRecord,
  note: RecordNote | undefined,
  end: {
    nowMs: number;
    outcome: Attempt['outcome'];
    error: AttemptError | null;
    scope?: Attempt['scope'];
  },
): Attempt {
  const { attempt, receiveCount, lineage } = numberDelivery(
    record.attributes.ApproximateReceiveCount,
    record.messageAttributes[LINEAGE_ATTRIBUTE]?.stringValue,
  );
  const startedAtMs = note?.startedAtMs ?? batchStartedAtMs;
  return {
    messageId: record.messageId,
    rootId: lineage?.root ?? record.messageId,
    generation: lineage?.generation ?? 0,
    queue: queueOf(record),
    attempt,
    receiveCount,
    outcome: end.outcome,
    startedAtMs,
    durationMs: Math.max(0, (note?.endedAtMs ?? end.nowMs) - startedAtMs),
    error: end.error,
    scope: end.scope ?? 'message',
    functionName: context.functionName,
    functionVersion: context.functionVersion,
    requestId: context.awsRequestId,
    sentAtMs: Number(record.attributes.SentTimestamp) || 0,
    firstReceivedAtMs: Number(record.attributes.ApproximateFirstReceiveTimestamp) || 0,
  };
}

function queueOf({ eventSourceARN }: SQSRecord): string {
  return eventSourceARN.slice(eventSourceARN.lastIndexOf(':') + 1);
}

function describeWithoutStack(name: string, message: string): AttemptError {
  const error = new Error(message);
  error.name = name;
  error.stack = '';
  return describeError(error);
}
