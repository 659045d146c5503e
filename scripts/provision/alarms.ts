import { type CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmSettings } from '#infra/alarms';

/** Creates the alarm, or gives an earlier one the present settings; its state stays. */
export async function putAlarm(cloudWatch: CloudWatchClient, settings: AlarmSettings): Promise<void> {
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: settings.name,
      AlarmDescription: settings.description,
      Namespace: 'AWS/SQS',
      MetricName: settings.metric,
      Dimensions: [{ Name: 'QueueName', Value: settings.queue }],
      Statistic: settings.statistic,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: settings.threshold,
      Period: settings.periodSeconds,
      EvaluationPeriods: settings.evaluationPeriods,
      TreatMissingData: settings.missingData,
    }),
  );
}
