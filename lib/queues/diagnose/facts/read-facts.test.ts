import { fileURLToPath } from 'node:url';
import { PutMetricAlarmCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { CreateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/context';
import { overviewMetrics } from '#lib/metrics/overview-metrics';
import { describeQueue } from '#lib/queues/describe-queue';
import { listQueues } from '#lib/queues/list-queues';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { openDesk } from '#test/factories/desk';
import { sendOne } from '#test/factories/message';
import { createQueue, type TestQueue } from '#test/factories/queue';

const desk = openDesk({
  stateTable: true,
  functions: [
    {
      name: 'processor',
      entry: fileURLToPath(new URL('../../../../functions/processor.ts', import.meta.url)),
      handler: 'handler',
      timeoutSeconds: 10,
      memoryMb: 256,
      environment: {},
    },
  ],
});

afterEach(() => desk.proxy.heal());

async function describeFindings(ctx: Context, { name }: TestQueue) {
  const { findings, unavailable } = await describeQueue({ ctx, input: { name } });
  return { findings, unavailable, rules: findings.map(({ rule, queue }) => `${rule} ${queue}`) };
}

async function countFindings(ctx: Context, { name }: TestQueue) {
  const { queues } = await listQueues({ ctx });
  return queues.find((queue) => queue.name === name)?.findings;
}

const consume = ({ arn }: TestQueue, settings: object = {}) =>
  desk.ctx.aws.lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName: 'processor', EventSourceArn: arn, ...settings }),
  );

/** What GetMetricData answers when CloudWatch knows the age of the oldest message of one queue and nothing else. */
function answerAges(body: Record<string, unknown>, queue: string, ageSeconds: number) {
  const queries = body['MetricDataQueries'] as MetricDataQuery[];
  return {
    MetricDataResults: queries
      .filter(
        ({ MetricStat: { Metric } = {} }) =>
          Metric?.MetricName === 'ApproximateAgeOfOldestMessage' && Metric.Dimensions?.[0]?.Value === queue,
      )
      .map(({ Id }) => ({ Id, Timestamps: [Math.floor(Date.now() / 60_000) * 60], Values: [ageSeconds] })),
  };
}

const DAY = String(86_400);
/** What is read beside the queues may come a poll later on a busy machine. */
const PATIENCE = { timeout: 10_000 };

describe('findings of a queue', () => {
  it('judge settings, function, alarm and dead-letter queue, in the detail as in the list', async () => {
    const pair = { maxReceiveCount: 2, sourceAttributes: { VisibilityTimeout: '30' } };
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, {
      ...pair,
      deadLetterAttributes: { MessageRetentionPeriod: DAY },
    });
    await consume(source);
    const ctx = desk.freshContext();
    await expect
      .poll(async () => (await describeFindings(ctx, source)).rules, PATIENCE)
      .toEqual([
        `dead-letter-retention ${deadLetters.name}`,
        `visibility-timeout ${source.name}`,
        `max-receive-count ${source.name}`,
        `partial-batch-responses ${source.name}`,
        `no-alarm ${deadLetters.name}`,
      ]);
    const { findings, unavailable } = await describeFindings(ctx, source);
    expect(findings[1]?.title).toContain('timeout of processor (10 s)');
    expect(unavailable).toEqual([]);
    await expect
      .poll(() => countFindings(ctx, source), PATIENCE)
      .toEqual({ danger: 0, warning: 4, notice: 1 });

    expect((await describeFindings(ctx, deadLetters)).rules).toEqual([
      `dead-letter-retention ${deadLetters.name}`,
      `no-alarm ${deadLetters.name}`,
    ]);
    expect(await countFindings(ctx, deadLetters)).toEqual({ danger: 0, warning: 1, notice: 1 });
  });

  it('are none where all is well', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, {
      maxReceiveCount: 5,
      sourceAttributes: { VisibilityTimeout: '60' },
      deadLetterAttributes: { MessageRetentionPeriod: '1209600' },
    });
    await consume(source, { FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await desk.ctx.aws.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: `${deadLetters.name} filled`,
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: deadLetters.name }],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    const ctx = desk.freshContext();
    expect((await describeFindings(ctx, source)).findings).toEqual([]);
    expect((await describeFindings(ctx, deadLetters)).findings).toEqual([]);
    expect(await countFindings(ctx, source)).toEqual({ danger: 0, warning: 0, notice: 0 });
  });

  it('tell a deleted dead-letter queue from one that may not be read', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    const missing = `dead-letter-queue-missing ${source.name}`;
    desk.proxy.fail(({ action, body }) =>
      action === 'GetQueueAttributes' && String(body['QueueUrl']).endsWith(deadLetters.name)
        ? { kind: 'answer', status: 403, code: 'AccessDenied' }
        : { kind: 'pass' },
    );
    const refused = desk.freshContext();
    expect((await describeFindings(refused, source)).rules).not.toContain(missing);
    expect(await countFindings(refused, source)).toMatchObject({ danger: 0 });
    desk.proxy.heal();

    await desk.sqs.send(new DeleteQueueCommand({ QueueUrl: deadLetters.url }));
    const ctx = desk.freshContext();
    await expect.poll(async () => (await describeFindings(ctx, source)).rules, PATIENCE).toContain(missing);
    expect(await countFindings(ctx, source)).toMatchObject({ danger: 1 });
  });

  it('warn of the end of dead letters once a page knows their age, without asking CloudWatch again', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    await sendOne(desk.sqs, deadLetters.url);
    desk.proxy.fail((request) =>
      request.action === 'GetMetricData'
        ? { kind: 'reply', body: answerAges(request.body, deadLetters.name, 4 * 86_400 - 3600) }
        : { kind: 'pass' },
    );
    const ctx = desk.freshContext();
    const soon = `expires-soon ${deadLetters.name}`;
    expect((await describeFindings(desk.freshContext(), source)).rules).not.toContain(soon);
    await overviewMetrics({ ctx });
    const reads = () => desk.proxy.seen.filter(({ action }) => action === 'GetMetricData').length;
    const before = reads();
    const { findings, rules } = await describeFindings(ctx, source);
    expect(rules[0]).toBe(soon);
    expect(findings[0]?.title).toContain('expires in 1 h at the latest');
    expect((await describeFindings(ctx, deadLetters)).rules[0]).toBe(soon);
    expect(await countFindings(ctx, source)).toMatchObject({ danger: 1 });
    expect(reads()).toBe(before);
  });

  it('count what is dead and not moved, because nobody polls', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    const messageId = await sendOne(desk.sqs, source.url);
    const ctx = desk.freshContext();
    if (!ctx.state) throw new TypeError('the desk has a table');
    const startedAtMs = Date.now() - 120_000;
    await writeAttempts(ctx.state, [
      attempt({ messageId, queue: source.name, receiveCount: 3, startedAtMs }),
    ]);
    await expect
      .poll(async () => (await describeFindings(ctx, source)).findings[0], PATIENCE)
      .toMatchObject({
        rule: 'exhausted-not-moved',
        title: `1 message has used 3 receives and has not been moved to ${deadLetters.name}`,
      });
  });

  it('are not made up where AWS refuses, and the parts are named', async () => {
    const { source } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    await consume(source);
    desk.proxy.fail(({ action }) =>
      action === 'DescribeAlarms' || action.endsWith('/configuration')
        ? { kind: 'answer', status: 403, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    const { rules, unavailable } = await describeFindings(desk.freshContext(), source);
    expect(rules.join()).not.toMatch(/no-alarm|visibility-timeout/);
    expect(unavailable.map(({ part, message }) => `${part}: ${message}`)).toEqual([
      expect.stringContaining('alarms: Not allowed: cloudwatch:DescribeAlarms'),
      expect.stringContaining('functions: Not allowed: lambda:GetFunctionConfiguration'),
    ]);
  });

  // Without patience of its own the page would wait for two requests of five seconds.
  it('do not hold up a page when CloudWatch and Lambda are silent', { timeout: 9_000 }, async () => {
    const { source } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    await consume(source);
    desk.proxy.fail(({ action }) =>
      action === 'DescribeAlarms' || action.includes('/functions') ? { kind: 'hang' } : { kind: 'pass' },
    );
    const ctx = desk.freshContext();
    const [{ rules }, counts] = await Promise.all([
      describeFindings(ctx, source),
      countFindings(ctx, source),
    ]);
    expect(rules).toContain(`partial-batch-responses ${source.name}`);
    expect(counts?.warning).toBeGreaterThan(0);
  });
});

describe('findings of many queues', () => {
  it('cost one listing of alarms, one of functions and one request for each function, however many queues there are', async () => {
    const queues = await Promise.all(Array.from({ length: 5 }, () => createQueue(desk.sqs)));
    await Promise.all(queues.map((queue) => consume(queue)));
    const ctx = desk.freshContext();
    await listQueues({ ctx });
    await listQueues({ ctx });
    const asked = (part: string) => desk.proxy.seen.filter(({ action }) => action.includes(part)).length;
    expect(asked('DescribeAlarms')).toBe(1);
    expect(asked('GET /2015-03-31/functions')).toBe(1);
    expect(asked('/event-invoke-config')).toBe(1);
    expect(asked('GetMetricData')).toBe(0);
  });
});
