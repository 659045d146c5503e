import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { performance } from 'node:perf_hooks';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { PROCESSOR_METRICS } from '#lib/attempts/metrics/metric-names';
import type { Watch } from '#lib/attempts/record/batch-notes';
import { recordAttempts, type LambdaBatchHandler } from '#lib/attempts/record/record-attempts';
import { lambdaContext, sqsRecord } from '#test/factories/sqs-event';
import type { BatchPlan } from './plan.ts';

export const BATCH_SIZE = 10;
/** Different events, so that no code is made for one. */
const EVENTS = 50;

/** What one batch cost this process, on average over a round. */
export interface BatchCost {
  cpuMicros: number;
  /** From the call of the handler to its answer. */
  elapsedMicros: number;
}

/** The same handler without and with `recordAttempts`; one cost a round. */
export interface Pair {
  bare: BatchCost[];
  recorded: BatchCost[];
}

export interface BatchResult {
  succeeding: Pair;
  failing: Pair;
}

/** Runs batches of ten through a handler of Powertools. Both kinds take turns within each round, after one that is not counted. */
export async function measureBatches(plan: BatchPlan): Promise<BatchResult> {
  const events = Array.from({ length: EVENTS }, (_, event) => createEvent(event));
  return withoutOutput(async () => ({
    succeeding: await measurePair(createHandlers(succeed), events, plan.rounds, plan.succeeding),
    failing: await measurePair(createHandlers(fail), events, plan.rounds, plan.failing),
  }));
}

type RecordHandler = (record: SQSRecord) => Promise<unknown>;

function succeed({ body }: SQSRecord): Promise<unknown> {
  return Promise.resolve(JSON.parse(body));
}

function fail({ messageId, body }: SQSRecord): Promise<unknown> {
  const { customer } = JSON.parse(body) as { customer: string };
  return Promise.reject(new Error(`Card of ${customer} was declined for order ${messageId}.`));
}

function createHandlers(handle: RecordHandler) {
  const processor = new BatchProcessor(EventType.SQS);
  const answer = (event: SQSEvent, context: Context, watch: Watch) =>
    processPartialResponse(event, watch(handle), processor, { context, throwOnFullBatchFailure: false });
  const bare: LambdaBatchHandler = (event, context) => answer(event, context, (handleRecord) => handleRecord);
  return { bare, recorded: recordAttempts((event, context, { watch }) => answer(event, context, watch)) };
}

async function measurePair(
  { bare, recorded }: Record<keyof Pair, LambdaBatchHandler>,
  events: readonly SQSEvent[],
  rounds: number,
  batches: number,
): Promise<Pair> {
  const pair: Pair = { bare: [], recorded: [] };
  const measured = [
    { handler: bare, costs: pair.bare },
    { handler: recorded, costs: pair.recorded },
  ];
  for (let round = -1; round < rounds; round += 1) {
    for (const { handler, costs } of round % 2 === 0 ? measured : measured.toReversed()) {
      const cost = await measureRound(handler, events, batches);
      if (round >= 0) costs.push(cost);
    }
  }
  return pair;
}

async function measureRound(
  handler: LambdaBatchHandler,
  events: readonly SQSEvent[],
  batches: number,
): Promise<BatchCost> {
  const context = lambdaContext();
  const startMs = performance.now();
  const before = process.cpuUsage();
  for (let batch = 0; batch < batches; batch += 1) {
    await handler(events[batch % events.length] as SQSEvent, context);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    cpuMicros: (user + system) / batches,
    elapsedMicros: ((performance.now() - startMs) * 1000) / batches,
  };
}

function createEvent(event: number): SQSEvent {
  const body = JSON.stringify({ customer: `cus_${event}`, lines: ['x'.repeat(1_000)] });
  return {
    Records: Array.from({ length: BATCH_SIZE }, (_, index) =>
      sqsRecord(`${event}-${index}-4f1c1e0a-9a63`, { body, sentAtMs: Date.now() }),
    ),
  };
}

/** What is printed is written, as in a function, but to nowhere. Fails when the table did not take all that was recorded. */
async function withoutOutput<Result>(run: () => Promise<Result>): Promise<Result> {
  const nowhere = openSync(devNull, 'w');
  const { write } = process.stdout;
  let isLost = false;
  process.stdout.write = (chunk: string | Uint8Array) => {
    const text = String(chunk);
    isLost ||= text.includes(PROCESSOR_METRICS.recordsLost);
    writeSync(nowhere, text);
    return true;
  };
  try {
    const result = await run();
    if (isLost) throw new Error('The table did not take all attempts: the machine has too much other work.');
    return result;
  } finally {
    process.stdout.write = write;
    closeSync(nowhere);
  }
}
