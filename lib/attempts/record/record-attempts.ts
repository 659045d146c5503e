import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { systemClock, type Clock } from '#lib/clock';
import { openStateTable } from '#lib/state/state-table';
import { takeNotes, type Watch } from './batch-notes.ts';
import type { BatchEnd } from './judge-batch.ts';
import { createRecorder, type Recorder, type RecorderContext } from './recorder.ts';
import { createAttemptWriter } from './write-attempts.ts';

/** What a handler gets besides event and context. */
export interface BatchTools {
  /**
   * Wraps the function that handles one record, so that its error and its duration are known. A handler that does not use it, and
   * reports failures by their ids alone, leaves no reason behind.
   */
  watch: Watch;
}

/** Anyone's handler of SQS batches, with or without partial batch responses. */
export type BatchHandler = (
  event: SQSEvent,
  context: Context,
  tools: BatchTools,
) => Promise<SQSBatchResponse | void> | SQSBatchResponse | void;

/** The handler as Lambda calls it. */
export type LambdaBatchHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse | void>;

/** How long before its end a function is taken for timed out: time for one write, which may be its first and has to connect. */
const DEADLINE_SHARE = 0.2;
const MIN_DEADLINE_MS = 400;
const MAX_DEADLINE_MS = 1_000;
/** A write is repeated once by the SDK; the recorder gives up after a second anyway. */
const TABLE_OPTIONS = { connectionTimeoutMs: 500, requestTimeoutMs: 800, maxAttempts: 2 };

/**
 * Records every attempt that `handler` makes at a message: counts in EMF metrics, and failures, retries and whatever was redriven in the
 * table that `REDRIVE_TABLE` names (without it: metrics only). What the handler returns or throws is passed on untouched, and a table
 * that is slow or gone delays a batch by at most a second in ten. A function about to time out is recorded as such.
 */
export function recordAttempts(
  handler: BatchHandler,
  ctx: RecorderContext = recorderContext(),
): LambdaBatchHandler {
  return async (event, context) => {
    const startedAtMs = ctx.clock.nowMs();
    const notes = takeNotes(() => ctx.clock.nowMs());
    const recorder = createRecorder(ctx, { records: event.Records, context, notes, startedAtMs });
    const finished = new AbortController();
    void recordTimeout({ clock: ctx.clock, context, recorder, finished: finished.signal });
    const finish = (end: BatchEnd) => {
      finished.abort();
      return recorder.record(end);
    };
    try {
      const response = await handler(event, context, { watch: notes.watch });
      await finish({ kind: 'returned', response });
      return response;
    } catch (value) {
      await finish({ kind: 'threw', value });
      throw value;
    }
  };
}

/** Made at the first import, like every client of a Lambda function: an execution environment keeps it. */
function recorderContext(): RecorderContext {
  const table = openStateTable(process.env, TABLE_OPTIONS);
  return { clock: systemClock, writer: table && createAttemptWriter({ table, clock: systemClock }) };
}

/** Records the batch as timed out shortly before Lambda kills the function, unless it finishes before. */
async function recordTimeout(input: {
  clock: Clock;
  context: Context;
  recorder: Recorder;
  finished: AbortSignal;
}): Promise<void> {
  const leftMs = input.context.getRemainingTimeInMillis?.();
  if (leftMs === undefined) return;
  const marginMs = Math.min(Math.max(leftMs * DEADLINE_SHARE, MIN_DEADLINE_MS), MAX_DEADLINE_MS);
  await input.clock.wait(Math.max(0, leftMs - marginMs), input.finished);
  if (input.finished.aborted) return;
  await input.recorder.record({ kind: 'timed-out', timeoutSeconds: Math.ceil(leftMs / 1000) });
}
