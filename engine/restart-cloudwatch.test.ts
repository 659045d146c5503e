import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CrashableEngine, startCrashableEngine } from '#test/factories/engine/crashable-engine';
import { createQueue } from '#test/factories/queue';

const MINUTE_MS = 60_000;

let host: CrashableEngine;
beforeEach(async () => {
  host = await startCrashableEngine();
});
afterEach(() => host[Symbol.asyncDispose]());

async function withCloudWatch<T>(run: (client: CloudWatchClient) => Promise<T>): Promise<T> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const { endpoint } = host.engine;
  const client = new CloudWatchClient({ endpoint, region: 'us-east-1', maxAttempts: 1, credentials });
  return run(client).finally(() => client.destroy());
}

const describeAlarms = () => withCloudWatch((client) => client.send(new DescribeAlarmsCommand({})));

it('has its alarms after a crash, ringing since when they did', async () => {
  const { url, name } = await createQueue(host.sqs);
  const alarm: Omit<PutMetricAlarmCommandInput, 'AlarmName'> = {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: name }],
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
  };
  await withCloudWatch(async (client) => {
    for (const AlarmName of ['depth', 'gone']) {
      await client.send(new PutMetricAlarmCommand({ AlarmName, ...alarm }));
    }
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['gone'] }));
  });
  await host.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'waits' }));
  await host.clock.advance(3 * MINUTE_MS);
  const before = await describeAlarms();
  expect(before.MetricAlarms).toMatchObject([{ AlarmName: 'depth', StateValue: 'ALARM' }]);

  await host.crash();
  await host.clock.advance(2 * MINUTE_MS);
  expect((await describeAlarms()).MetricAlarms).toEqual(before.MetricAlarms);
});
