import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { afterEach, describe, expect, it } from 'vitest';
import { openDesk } from '#test/factories/desk';
import { listAlarms } from './list-alarms.ts';

const desk = openDesk();

afterEach(() => desk.proxy.heal());

const asked = () => desk.proxy.seen.filter(({ action }) => action === 'DescribeAlarms');

describe('listAlarms', () => {
  it('knows the alarms of each queue, asked for once for many viewers', async () => {
    const ctx = desk.freshContext();
    const alarm = {
      Namespace: 'AWS/SQS',
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    } as const;
    for (const [AlarmName, MetricName] of [
      ['filled', 'ApproximateNumberOfMessagesVisible'],
      ['old', 'ApproximateAgeOfOldestMessage'],
    ] as const) {
      const Dimensions = [{ Name: 'QueueName', Value: 'dlq' }];
      await ctx.aws.cloudwatch.send(
        new PutMetricAlarmCommand({ ...alarm, AlarmName, MetricName, Dimensions }),
      );
    }
    const [{ value, error }] = await Promise.all([listAlarms({ ctx }), listAlarms({ ctx })]);
    await listAlarms({ ctx });
    expect(error).toBeNull();
    expect(value).toEqual({
      byQueue: new Map([
        [
          'dlq',
          [
            { name: 'filled', metric: 'ApproximateNumberOfMessagesVisible' },
            { name: 'old', metric: 'ApproximateAgeOfOldestMessage' },
          ],
        ],
      ]),
      mayWatchAny: false,
    });
    expect(asked()).toHaveLength(1);
  });

  it('reads every page', async () => {
    const on = (queue: string) => ({
      AlarmName: `${queue} alarm`,
      Namespace: 'AWS/SQS',
      MetricName: 'NumberOfMessagesSent',
      Dimensions: [{ Name: 'QueueName', Value: queue }],
    });
    desk.proxy.fail(({ action, body }) =>
      action === 'DescribeAlarms'
        ? {
            kind: 'reply',
            body: body['NextToken']
              ? { MetricAlarms: [on('b')] }
              : { MetricAlarms: [on('a')], NextToken: '2' },
          }
        : { kind: 'pass' },
    );
    const { value } = await listAlarms({ ctx: desk.freshContext() });
    expect([...(value?.byQueue.keys() ?? [])]).toEqual(['a', 'b']);
  });

  it('says what to allow, and does not ask again at once', async () => {
    desk.proxy.fail(({ action }) =>
      action === 'DescribeAlarms' ? { kind: 'answer', status: 403, code: 'AccessDenied' } : { kind: 'pass' },
    );
    const ctx = desk.freshContext();
    await listAlarms({ ctx });
    const { value, error } = await listAlarms({ ctx });
    expect(value).toBeNull();
    expect(error).toMatchObject({ code: 'access-denied' });
    expect(error?.message).toContain('cloudwatch:DescribeAlarms');
    expect(asked()).toHaveLength(1);
  });
});
