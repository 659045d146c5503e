import { describe, expect, it } from 'vitest';
import { lambdaContext, sqsRecord } from '#test/factories/sqs-event';
import { takeNotes } from './batch-notes.ts';
import type { BatchEnd } from './judge-batch.ts';
import { toAttempts, type Batch } from './to-attempts.ts';

/** Three records, of which the handler has been seen to do what `handle` says, in order, with a clock that ticks. */
function batchOf(handle: Record<string, 'done' | 'throws' | 'hangs'>): Batch {
  let nowMs = 10_000;
  const notes = takeNotes(() => (nowMs += 10));
  const records = ['a', 'b', 'c'].map((id, index) => sqsRecord(id, { receiveCount: index + 1 }));
  for (const record of records) {
    const act = handle[record.messageId];
    if (!act) continue;
    const watched = notes.watch(() => {
      if (act === 'throws') throw new TypeError(`bad ${record.messageId}`);
      return act === 'hangs' ? new Promise(() => {}) : undefined;
    });
    try {
      void watched(record);
    } catch {
      // As a handler that goes on with the next record.
    }
  }
  return { records, context: lambdaContext(), notes, startedAtMs: 10_000 };
}

function outcomes(batch: Batch, end: BatchEnd): string[] {
  return toAttempts(batch, end, 11_000).map(({ outcome, scope, error }) =>
    [outcome, scope, error?.name].filter(Boolean).join(' '),
  );
}

const failing = (...ids: string[]): BatchEnd => ({
  kind: 'returned',
  response: { batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) },
});

describe('toAttempts', () => {
  it('takes the reason from what the record threw, and the outcome from what the handler answered', () => {
    const batch = batchOf({ a: 'done', b: 'throws', c: 'throws' });
    expect(outcomes(batch, failing('b'))).toEqual([
      'succeeded message',
      'failed message TypeError',
      'succeeded message',
    ]);
  });

  it('says so where a handler named a message and gave no reason', () => {
    expect(outcomes(batchOf({}), failing('c'))[2]).toBe('failed message ReportedFailed');
  });

  it('tells what a FIFO handler handed back unprocessed', () => {
    const batch = batchOf({ a: 'throws' });
    expect(outcomes(batch, failing('a', 'b', 'c'))).toEqual([
      'failed message TypeError',
      'failed message NotProcessed',
      'failed message NotProcessed',
    ]);
  });

  it('fails every record of a batch that threw, each with its own reason where it has one', () => {
    const batch = batchOf({ a: 'done', b: 'throws' });
    const [first, second, third] = toAttempts(
      batch,
      { kind: 'threw', value: new Error('pool is empty') },
      11_000,
    );
    expect(first).toMatchObject({ outcome: 'failed', scope: 'batch', error: { message: 'pool is empty' } });
    expect(second).toMatchObject({ outcome: 'failed', scope: 'message', error: { message: 'bad b' } });
    expect(third).toMatchObject({ outcome: 'failed', scope: 'batch' });
  });

  it('tells the message that was under way when time ran out from those that went down with it', () => {
    const batch = batchOf({ a: 'done', b: 'hangs' });
    expect(outcomes(batch, { kind: 'timed-out', timeoutSeconds: 3 })).toEqual([
      'timed-out batch TimedOut',
      'timed-out message TimedOut',
      'timed-out batch TimedOut',
    ]);
  });

  it('keeps numbers, names and times of the delivery', () => {
    const records = [
      sqsRecord('m', {
        receiveCount: 2,
        lineage: { root: 'r', generation: 1, receives: 3 },
        queue: 'pay.fifo',
      }),
    ];
    const notes = takeNotes(() => 10_050);
    notes.watch(() => undefined)(records[0] ?? sqsRecord(''));
    const [attempt] = toAttempts(
      { records, context: lambdaContext(), notes, startedAtMs: 10_000 },
      failing(),
      11_000,
    );
    expect(attempt).toEqual({
      messageId: 'm',
      rootId: 'r',
      generation: 1,
      queue: 'pay.fifo',
      attempt: 5,
      receiveCount: 2,
      outcome: 'succeeded',
      startedAtMs: 10_050,
      durationMs: 0,
      error: null,
      scope: 'message',
      functionName: 'processor',
      functionVersion: '$LATEST',
      requestId: 'request-1',
      sentAtMs: 1_000,
      firstReceivedAtMs: 1_005,
    });
  });
});
