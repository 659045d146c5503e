import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { stateTable } from '#infra/state-table';
import { readFunnel } from '#lib/attempts/funnel/read-funnel';
import { PROCESSOR_METRICS } from '#lib/attempts/metrics/metric-names';
import { readSeries } from '#lib/metrics/read-series';
import { total } from '#lib/metrics/series-queries';
import { metricsWindow } from '#lib/metrics/window';
import { type Fault, type FaultyProxy, startFaultyProxy } from '#test/factories/faulty-proxy';
import { defineFunction, failing, openStage } from './stage.ts';

/** Nobody listens there: the port is the one of `discard`. */
const REFUSES = 'http://127.0.0.1:9';
const DYING = 6;
const RETRIED = 4;
const SUCCEEDING = 5;
/** Three failures of each that dies; a failure and a success after it of each that is retried. */
const WORTH_WRITING = 3 * DYING + 2 * RETRIED;

const stage = openStage([defineFunction('processor')]);

/** Stands between the function and its table, and nothing else. */
let table: FaultyProxy;
beforeAll(async () => {
  table = await startFaultyProxy(stage.desk.engine.endpoint);
});
afterEach(() => table.heal());
afterAll(() => table.close());

async function pointAt(endpoint: string): Promise<void> {
  const Variables = { REDRIVE_TABLE: stateTable.name, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  await stage.desk.ctx.aws.lambda.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: 'processor', Environment: { Variables } }),
  );
}

/** Sum of the last minutes; null when nothing was published. */
async function recordsLost(queue: string): Promise<number | null> {
  const { namespace, recordsLost: metric, queueDimension } = PROCESSOR_METRICS;
  const { ctx } = stage.desk;
  const dimensions = { [queueDimension]: queue };
  const queries = [{ namespace, metric, dimensions, statistic: 'Sum' as const }];
  const window = metricsWindow(5, ctx.clock.nowMs());
  const [points] = await readSeries({ ctx, input: { window, queries } });
  return total(points);
}

/** Lets every kind of message run to its end. */
async function runLine() {
  const error = { error: 'PaymentDeclined', message: 'Card 4711 was declined.' };
  const line = await stage.startLine({
    functionName: 'processor',
    bodies: [
      ...Array.from({ length: DYING }, () => failing(error)),
      ...Array.from({ length: RETRIED }, () => failing({ ...error, times: 1 })),
      ...Array.from({ length: SUCCEEDING }, () => 'fine'),
    ],
  });
  await line.ended({ dead: DYING });
  const { messages } = await stage.scan(line);
  const dead = messages.map(({ messageId, receiveCount }) => ({ messageId, receives: receiveCount - 1 }));
  const funnel = await readFunnel({
    ctx: stage.desk.freshContext(),
    input: { queue: line.source.name, request: { minutes: 5 } },
  });
  return { line, dead, funnel, lost: await recordsLost(line.source.name) };
}

const ALL = DYING + RETRIED + SUCCEEDING;
const STEPS = [
  { attempt: '1', attempts: ALL, succeeded: SUCCEEDING, failed: DYING + RETRIED },
  { attempt: '2', attempts: DYING + RETRIED, succeeded: RETRIED, failed: DYING },
  { attempt: '3', attempts: DYING, succeeded: 0, failed: DYING },
];

type Run = Awaited<ReturnType<typeof runLine>>;

/** Every message ended as if nothing were wrong, and was counted; `lost` says what is not in the table. */
function expectUnaffected({ line, dead, funnel }: Run): void {
  const deadIds = line.messageIds.slice(0, DYING).toSorted();
  expect(dead.map(({ messageId }) => messageId).toSorted()).toEqual(deadIds);
  expect(dead.map(({ receives }) => receives)).toEqual(deadIds.map(() => 3));
  expect(funnel).toMatchObject({ steps: STEPS, died: DYING, error: null });
}

describe('while the table', () => {
  it('is well, all is written', async () => {
    await pointAt(table.endpoint);
    const run = await runLine();
    expectUnaffected(run);
    expect(run.lost).toBeNull();
    const [messageId = ''] = run.line.messageIds;
    expect((await stage.storyOf(messageId)).entries).toHaveLength(3);
    expect(table.seen.length).toBeGreaterThan(0);
  });

  it.each<{ what: string; endpoint?: string; fault: Fault | null }>([
    { what: 'refuses connections', endpoint: REFUSES, fault: null },
    { what: 'hangs', fault: { kind: 'hang' } },
    { what: 'answers 500', fault: { kind: 'answer', status: 500, code: 'InternalServerError' } },
  ])('$what, every message ends as it would, and what is lost is counted', async ({ endpoint, fault }) => {
    if (fault) table.fail(() => fault);
    await pointAt(endpoint ?? table.endpoint);
    const run = await runLine();
    expectUnaffected(run);
    expect(run.lost).toBe(WORTH_WRITING);
    const [messageId = ''] = run.line.messageIds;
    expect((await stage.storyOf(messageId)).entries).toEqual([]);
    // The fault was met, and nothing else stood in the way.
    expect(table.seen.length > 0).toBe(fault !== null);
  });
});
