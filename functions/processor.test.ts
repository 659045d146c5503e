import { Metrics } from '@aws-lambda-powertools/metrics';
import type { SQSRecord } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withPrintedLines } from '#test/factories/printed-lines';
import { lambdaContext, sqsRecord } from '#test/factories/sqs-event';
import { handler } from './processor.ts';

/** Runs the handler and returns its answer with every JSON line it printed. */
async function invoke(records: SQSRecord[]) {
  const { result, metrics, logs } = await withPrintedLines(() =>
    handler({ Records: records }, lambdaContext()),
  );
  const failed = (result?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return { failed, metrics, logs };
}

describe('processor', () => {
  afterEach(() => void delete process.env['PROCESSOR_RULE']);

  it('reports exactly the messages that failed', async () => {
    const { failed, logs } = await invoke([
      sqsRecord('a', { body: 'fine' }),
      sqsRecord('b', { body: 'will FAIL', receiveCount: 2 }),
      sqsRecord('c', { body: 'fine' }),
    ]);
    expect(failed).toEqual(['b']);
    expect(logs).toHaveLength(1);
    expect(logs[0]).toMatchObject({ messageId: 'b', attempt: 2, errorName: 'ProcessingFailed' });
  });

  it('answers by message also when all of them failed', async () => {
    const { failed, metrics } = await invoke([
      sqsRecord('a', { body: 'fail' }),
      sqsRecord('b', { body: 'fail' }),
    ]);
    expect(failed).toEqual(['a', 'b']);
    expect(metrics.filter((line) => 'Attempts' in line)).toHaveLength(1);
  });

  it('forgets the failures of one batch before the next', async () => {
    await invoke([sqsRecord('a', { body: 'fail' })]);
    expect((await invoke([sqsRecord('b', { body: 'fine' })])).failed).toEqual([]);
  });

  it('counts attempts over redrives', async () => {
    const body = '{"simulate":{"error":"Flaky","times":3}}';
    const redriven = sqsRecord('a', { body, lineage: { root: 'r', generation: 1, receives: 3 } });
    expect((await invoke([redriven, sqsRecord('b', { body, receiveCount: 3 })])).failed).toEqual(['b']);
  });

  it('publishes one metric document per attempt number, with totals over all queues', async () => {
    const { metrics } = await invoke([
      sqsRecord('a', { body: 'fine', queue: 'main-queue' }),
      sqsRecord('b', { body: 'fail', queue: 'main-queue' }),
      sqsRecord('c', { body: 'fail', queue: 'main-queue', receiveCount: 12 }),
    ]);
    const attempts = metrics.filter((line) => 'Attempts' in line);
    expect(attempts).toHaveLength(2);
    expect(attempts[0]).toMatchObject({ Queue: 'main-queue', Attempt: '1', Attempts: 2, Failures: 1 });
    expect(attempts[0]).not.toHaveProperty('Retries');
    expect(attempts[1]).toMatchObject({ Attempt: '10+', Attempts: 1, Failures: 1, Retries: 1 });
    expect(attempts[0]?.['_aws']).toMatchObject({
      CloudWatchMetrics: [{ Namespace: 'Redrive', Dimensions: [['Queue', 'Attempt'], []] }],
    });
  });

  it('does not let a metric that cannot be published change the outcome', async () => {
    const publish = vi.spyOn(Metrics.prototype, 'publishStoredMetrics').mockImplementation(() => {
      throw new RangeError('too many metrics');
    });
    const { failed, logs } = await invoke([
      sqsRecord('a', { body: 'fail' }),
      sqsRecord('b', { body: 'fine' }),
    ]);
    publish.mockRestore();
    expect(failed).toEqual(['a']);
    expect(logs.map(({ message }) => message)).toContain('attempts not recorded');
  });

  it('accepts everything once the fix is deployed', async () => {
    process.env['PROCESSOR_RULE'] = 'accept-all';
    const { failed } = await invoke([
      sqsRecord('a', { body: 'fail' }),
      sqsRecord('b', { body: '{"simulate":{"error":"X"}}' }),
    ]);
    expect(failed).toEqual([]);
  });
});
