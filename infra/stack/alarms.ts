import { deployedAlarms, type AlarmSettings } from '../alarms.ts';
import type { DeploymentSettings } from '../deployment.ts';
import { nameInStage } from '../names.ts';
import { resourceName } from './resource-name.ts';

/** CloudWatch alarms, and who is told of them. */
export function createAlarms({ alarmEmail, alarmTopicArn }: DeploymentSettings): void {
  const topics = [
    ...(alarmTopicArn === undefined ? [] : [alarmTopicArn]),
    ...(alarmEmail === undefined ? [] : [createMailTopic(alarmEmail)]),
  ];
  for (const settings of deployedAlarms) createAlarm(settings, topics);
}

function createMailTopic(endpoint: string): $util.Output<string> {
  const topic = new aws.sns.Topic('AlarmTopic', { name: nameInStage('redrive-alarms', $app.stage) });
  new aws.sns.TopicSubscription('AlarmMail', { topic: topic.arn, protocol: 'email', endpoint });
  return topic.arn;
}

function createAlarm(settings: AlarmSettings, topics: $util.Input<string>[]): void {
  new aws.cloudwatch.MetricAlarm(`${resourceName(settings.name)}Alarm`, {
    name: nameInStage(settings.name, $app.stage),
    alarmDescription: settings.description,
    namespace: 'AWS/SQS',
    metricName: settings.metric,
    dimensions: { QueueName: nameInStage(settings.queue, $app.stage) },
    statistic: settings.statistic,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: settings.threshold,
    period: settings.periodSeconds,
    evaluationPeriods: settings.evaluationPeriods,
    treatMissingData: settings.missingData,
    alarmActions: topics,
    okActions: topics,
  });
}
