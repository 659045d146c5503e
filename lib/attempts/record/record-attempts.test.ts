import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '#lib/clock';
import { openStateTable, type StateTable } from '#lib/state/state-table';
import { openDesk } from '#test/factories/desk';
import { withPrintedLines } from '#test/factories/printed-lines';
import { lambdaContext, sqsRecord } from '#test/factories/sqs-event';
import { toAttempt } from '../items/attempt-item.ts';
import type { Attempt } from '../types.ts';
import { recordAttempts, type BatchHandler } from './record-attempts.ts';
import { createAttemptWriter } from './write-attempts.ts';

openDesk({ stateTable: true });
const OPTIONS = { connectionTimeoutMs: 500, requestTimeoutMs: 800, maxAttempts: 1 };

const servers: Server[] = [];
afterEach(() => {
  delete process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** The table as a function sees it; `endpoint` stands in for a table that is not well, until the test ends. */
function openTable(endpoint?: string): StateTable {
  if (endpoint !== undefined) process.env['AWS_ENDPOINT_URL_DYNAMODB'] = endpoint;
  const table = openStateTable(process.env, OPTIONS);
  if (!table) throw new TypeError('the environment of a test names the table');
  return table;
}

async function invoke(
  records: SQSRecord[],
  handle: BatchHandler,
  {
    table = openTable(),
    remainingMs = () => 30_000,
  }: { table?: StateTable; remainingMs?: () => number } = {},
) {
  const clock = systemClock;
  const handler = recordAttempts(handle, { clock, writer: createAttemptWriter({ table, clock }) });
  const printed = await withPrintedLines(() =>
    handler({ Records: records }, lambdaContext(remainingMs)).then(
      (response) => ({ response, thrown: undefined }),
      (thrown: unknown) => ({ response: undefined, thrown }),
    ),
  );
  return { ...printed.result, ...printed };
}

/** Attempts in the table, by message and number. */
async function stored(...messageIds: string[]): Promise<Attempt[]> {
  const { name, documents } = openTable();
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
  return Items.filter(({ pk }) => String(pk).startsWith('attempts#'))
    .map((item) => toAttempt(item, 0))
    .filter((attempt) => attempt !== null)
    .filter(({ messageId }) => messageIds.includes(messageId))
    .toSorted((a, b) => a.messageId.localeCompare(b.messageId) || a.attempt - b.attempt);
}

const lost = (metrics: Record<string, unknown>[]) =>
  metrics.filter((line) => 'AttemptRecordsLost' in line).map((line) => line['AttemptRecordsLost']);

const failAll: BatchHandler = () => {
  throw new RangeError('no connection left in the pool');
};

describe('what is kept', () => {
  it('is every failure and every success after one, and not what succeeds at once', async () => {
    const records = [
      sqsRecord('k1'),
      sqsRecord('k2', { receiveCount: 2 }),
      sqsRecord('k3', { receiveCount: 3 }),
      sqsRecord('k4', { lineage: { root: 'k0', generation: 1, receives: 3 } }),
    ];
    const { response, metrics } = await invoke(records, (event, _context, { watch }) => {
      const handle = watch((record: SQSRecord) => {
        if (record.messageId === 'k3') throw new TypeError('no address');
      });
      const failed = event.Records.filter((record) => {
        try {
          handle(record);
          return false;
        } catch {
          return true;
        }
      });
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'k3' }] });
    expect(await stored('k1', 'k2', 'k3', 'k4')).toMatchObject([
      { messageId: 'k2', attempt: 2, outcome: 'succeeded', error: null },
      { messageId: 'k3', attempt: 3, outcome: 'failed', error: { name: 'TypeError', message: 'no address' } },
      { messageId: 'k4', rootId: 'k0', generation: 1, attempt: 4, receiveCount: 1, outcome: 'succeeded' },
    ]);
    expect(lost(metrics)).toEqual([]);
  });

  it('is what the whole batch failed of, and what is thrown is passed on as it is', async () => {
    const { thrown } = await invoke([sqsRecord('b1'), sqsRecord('b2')], failAll);
    expect(thrown).toBeInstanceOf(RangeError);
    const attempts = await stored('b1', 'b2');
    expect(attempts.map(({ outcome, scope, error }) => [outcome, scope, error?.name])).toEqual([
      ['failed', 'batch', 'RangeError'],
      ['failed', 'batch', 'RangeError'],
    ]);
  });

  it('fits a batch of hundreds, one message twice in it included', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `h${index}`);
    await invoke(
      [...ids, 'h0'].map((id) => sqsRecord(id)),
      failAll,
    );
    expect(await stored(...ids)).toHaveLength(120);
  });
});

describe('a function that runs out of time', () => {
  it('is recorded before it is killed', async () => {
    const endsAtMs = performance.now() + 500;
    const never = invoke([sqsRecord('t1')], () => new Promise(() => {}), {
      remainingMs: () => endsAtMs - performance.now(),
    });
    await expect
      .poll(() => stored('t1'))
      .toMatchObject([{ outcome: 'timed-out', error: { name: 'TimedOut' }, scope: 'message' }]);
    await Promise.race([never, Promise.resolve()]);
  });

  it('and finishes after all is recorded as it ended, in the table and in the sums', async () => {
    const remaining = [500, 5_000];
    const { metrics } = await invoke(
      [sqsRecord('t2')],
      async () => {
        await expect.poll(() => stored('t2'), { interval: 5 }).toHaveLength(1);
      },
      // Little at the start, so that the time-out is recorded soon; enough later to write what came of it.
      { remainingMs: () => remaining.shift() ?? 5_000 },
    );
    expect(await stored('t2')).toMatchObject([{ outcome: 'succeeded', error: null }]);
    const sum = (name: string) =>
      metrics.filter((line) => 'Attempt' in line).reduce((total, line) => total + Number(line[name]), 0);
    expect([sum('Attempts'), sum('Failures')]).toEqual([1, 0]);
  });
});

describe('a table that is not well', () => {
  async function listen(answer: Parameters<typeof createServer>[1]): Promise<StateTable> {
    const server = createServer(answer ?? (() => {}));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return openTable(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  const faults: [string, () => Promise<StateTable> | StateTable][] = [
    ['refuses connections', () => openTable('http://127.0.0.1:9')],
    ['hangs', () => listen(() => {})],
    ['answers 500', () => listen((_request, response) => void response.writeHead(500).end())],
    [
      'is throttled',
      () =>
        listen((_request, response) => {
          response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
          response.end(
            '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}',
          );
        }),
    ],
    ['answers nonsense', () => listen((_request, response) => void response.end('<html>'))],
  ];

  it.each(faults)('%s: processing is unaffected, the loss is counted', async (_what, open) => {
    const table = await open();
    const answer = { batchItemFailures: [{ itemIdentifier: 'f1' }] };
    const first = await invoke([sqsRecord('f1'), sqsRecord('f2')], () => answer, { table });
    expect(first.response).toBe(answer);
    expect(lost(first.metrics)).toEqual([1]);
    expect(first.metrics.filter((line) => 'Attempts' in line)).toMatchObject([{ Attempts: 2, Failures: 1 }]);
  });

  it('is left alone for a while after it hung, and by a function in its last moments', async () => {
    let asked = 0;
    const table = await listen(() => void (asked += 1));
    const clock = systemClock;
    const handler = recordAttempts(failAll, { clock, writer: createAttemptWriter({ table, clock }) });
    const call = async (remainingMs: number) => {
      const event = { Records: [sqsRecord('s1')] };
      const { metrics } = await withPrintedLines(() =>
        handler(
          event,
          lambdaContext(() => remainingMs),
        ).catch(() => undefined),
      );
      return { asked, lost: lost(metrics) };
    };
    expect(await call(100)).toEqual({ asked: 0, lost: [1] });
    expect(await call(30_000)).toEqual({ asked: 1, lost: [1] });
    expect(await call(30_000)).toEqual({ asked: 1, lost: [1] });
  });
});

it('lets an event through that is none of SQS, as it is', async () => {
  const clock = systemClock;
  const handler = recordAttempts(() => ({ batchItemFailures: [] }), { clock, writer: null });
  const { result, logs } = await withPrintedLines(() => handler({} as never, lambdaContext()));
  expect(result).toEqual({ batchItemFailures: [] });
  expect(logs).toMatchObject([{ message: 'attempts not recorded' }]);
});
