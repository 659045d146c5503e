import { fileURLToPath } from 'node:url';
import { CreateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { sendOne } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { overviewMetrics } from './overview-metrics.ts';
import { queueMetrics } from './queue-metrics.ts';
import { total } from './series-queries.ts';

const desk = openDesk({
  functions: [
    {
      name: 'processor',
      entry: fileURLToPath(new URL('../../functions/processor.ts', import.meta.url)),
      handler: 'handler',
      timeoutSeconds: 3,
      memoryMb: 256,
      environment: {},
    },
  ],
});

afterEach(() => desk.proxy.heal());

const metricCalls = () => desk.proxy.seen.filter(({ action }) => action === 'GetMetricData');

const read = (queue: string, request: unknown = {}) =>
  queueMetrics({ ctx: desk.freshContext(), input: { queue, request } });

describe('queueMetrics', () => {
  it('counts the attempts of a failing message by number, and sees it die', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, {
      maxReceiveCount: 2,
      sourceAttributes: { VisibilityTimeout: '3' },
    });
    await desk.ctx.aws.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'processor',
        EventSourceArn: source.arn,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    );
    await sendOne(desk.sqs, source.url, { MessageBody: 'fine' });
    await sendOne(desk.sqs, source.url, { MessageBody: 'this fails' });
    await expect
      .poll(async () => (await readDepth(desk.sqs, deadLetters.url)).visible, { timeout: 15_000 })
      .toBe(1);

    const metrics = await read(source.name);
    expect(metrics.error).toBeNull();
    expect(metrics.attempts).toEqual([
      { attempt: '1', attempts: 2, failures: 1 },
      { attempt: '2', attempts: 1, failures: 1 },
    ]);
    expect(total(metrics.series.sent)).toBe(2);
    expect(total(metrics.series.received)).toBe(3);
    expect(total(metrics.series.deleted)).toBe(1);
    expect(metrics.timestampsMs).toHaveLength(60);
    for (const points of Object.values(metrics.series)) expect(points).toHaveLength(60);
    expect(metrics.series.sent[0]).toBeNull();

    const overview = await overviewMetrics({ ctx: desk.freshContext() });
    expect(overview).toMatchObject({ attempts: 3, failedAttempts: 2, retries: 1, error: null });
    expect(overview.samples[deadLetters.name]?.at(-1)).toMatchObject({ visible: 1 });
  }, 20_000);

  it('asks CloudWatch once for many viewers of one window', async () => {
    const { name } = await createQueue(desk.sqs);
    const ctx = desk.freshContext();
    const ask = (minutes: number) => queueMetrics({ ctx, input: { queue: name, request: { minutes } } });
    await Promise.all([ask(60), ask(60), ask(60), ask(180)]);
    await ask(60);
    expect(metricCalls()).toHaveLength(2);
  });

  it('shows gaps and the reason when CloudWatch refuses', async () => {
    const { name } = await createQueue(desk.sqs);
    desk.proxy.fail(({ action }) =>
      action === 'GetMetricData' ? { kind: 'answer', status: 403, code: 'AccessDenied' } : { kind: 'pass' },
    );
    const metrics = await read(name, { minutes: 5 });
    expect(metrics.error).toContain('cloudwatch:GetMetricData');
    expect(metrics.series.visible).toEqual([null, null, null, null, null]);
    expect(metrics.attempts).toEqual([]);
    const overview = await overviewMetrics({ ctx: desk.freshContext() });
    expect(overview).toMatchObject({ attempts: null, failedAttempts: null, retries: null });
    expect(overview.error).toContain('cloudwatch:GetMetricData');
  });

  it.each(['4', '20161', '1.5', 'x', ''])('refuses %s minutes', async (minutes) => {
    await expect(read('any', { minutes })).rejects.toMatchObject({ code: 'invalid-input', field: 'minutes' });
  });

  it('knows no metrics of a queue that does not exist', async () => {
    await expect(read('no-such-queue')).rejects.toMatchObject({ code: 'queue-not-found' });
  });
});
