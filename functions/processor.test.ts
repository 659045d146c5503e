import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context, SQSRecord } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';
import { handler } from './processor.ts';

const context = { awsRequestId: 'request-1' } as Context;

function record(messageId: string, body: string, receiveCount = 1, lineage?: string): SQSRecord {
  return {
    messageId,
    receiptHandle: `handle-${messageId}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: '0',
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: lineage ? { [LINEAGE_ATTRIBUTE]: { dataType: 'String', stringValue: lineage } } : {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:main-queue',
    awsRegion: 'us-east-1',
  };
}

/** Runs the handler and returns its answer with every JSON line it printed. */
async function invoke(records: SQSRecord[]) {
  const lines: Record<string, unknown>[] = [];
  const note = (chunk: unknown) => {
    lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
    return true;
  };
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  for (const spy of spies) spy.mockImplementation(note);
  try {
    const answer = await handler({ Records: records }, context);
    const failed = answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    return {
      failed,
      metrics: lines.filter((line) => '_aws' in line),
      logs: lines.filter((l) => 'level' in l),
    };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('processor', () => {
  afterEach(() => void delete process.env['PROCESSOR_RULE']);

  it('reports exactly the messages that failed', async () => {
    const { failed, logs } = await invoke([
      record('a', 'fine'),
      record('b', 'will FAIL', 2),
      record('c', 'fine'),
    ]);
    expect(failed).toEqual(['b']);
    expect(logs).toHaveLength(1);
    expect(logs[0]).toMatchObject({ messageId: 'b', attempt: 2, errorName: 'ProcessingFailed' });
  });

  it('answers by message also when all of them failed', async () => {
    const { failed, metrics } = await invoke([record('a', 'fail'), record('b', 'fail')]);
    expect(failed).toEqual(['a', 'b']);
    expect(metrics).toHaveLength(1);
  });

  it('forgets the failures of one batch before the next', async () => {
    await invoke([record('a', 'fail')]);
    expect((await invoke([record('b', 'fine')])).failed).toEqual([]);
  });

  it('counts attempts over redrives', async () => {
    const body = '{"simulate":{"error":"Flaky","times":3}}';
    const redriven = record('a', body, 1, '{"root":"r","generation":1,"receives":3}');
    expect((await invoke([redriven, record('b', body, 3)])).failed).toEqual(['b']);
  });

  it('publishes one metric document per attempt number, with totals over all queues', async () => {
    const { metrics } = await invoke([record('a', 'fine'), record('b', 'fail'), record('c', 'fail', 12)]);
    expect(metrics).toHaveLength(2);
    expect(metrics[0]).toMatchObject({ Queue: 'main-queue', Attempt: '1', Attempts: 2, Failures: 1 });
    expect(metrics[0]).not.toHaveProperty('Retries');
    expect(metrics[1]).toMatchObject({ Attempt: '10+', Attempts: 1, Failures: 1, Retries: 1 });
    expect(metrics[0]?.['_aws']).toMatchObject({
      CloudWatchMetrics: [{ Namespace: 'Redrive', Dimensions: [['Queue', 'Attempt'], []] }],
    });
  });

  it('does not let a metric that cannot be published change the outcome', async () => {
    const publish = vi.spyOn(Metrics.prototype, 'publishStoredMetrics').mockImplementation(() => {
      throw new RangeError('too many metrics');
    });
    const { failed, logs } = await invoke([record('a', 'fail'), record('b', 'fine')]);
    publish.mockRestore();
    expect(failed).toEqual(['a']);
    expect(logs.map(({ message }) => message)).toContain('metrics not published');
  });

  it('accepts everything once the fix is deployed', async () => {
    process.env['PROCESSOR_RULE'] = 'accept-all';
    expect((await invoke([record('a', 'fail'), record('b', '{"simulate":{"error":"X"}}')])).failed).toEqual(
      [],
    );
  });
});
