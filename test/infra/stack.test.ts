import { expect, inject, it } from 'vitest';
import { findProblems } from './checks/find-problems.ts';
import { select, text } from './graph/select.ts';
import { DEV_ENVIRONMENT } from './setup.ts';

const production = inject('production');
const dev = inject('dev');
const MAIL_TOPIC = 'arn:aws:sns:us-east-1:123456789012:dev-redrive-alarms';

it('production is what infra/ says, and keeps to its permissions', () => {
  expect(findProblems(production, 'production')).toEqual([]);
});

it('another stage too, under names of its own, and goes without a trace', () => {
  expect(findProblems(dev, 'dev', [DEV_ENVIRONMENT.REDRIVE_ALARM_TOPIC_ARN, MAIL_TOPIC])).toEqual([]);
});

it('has the queue, the dead-letter queue and the function of the exercise, number by number', () => {
  const queue = (name: string) =>
    select(production, 'sqs', 'Queue').find((one) => text(one, 'name') === name)?.inputs;
  expect(queue('main-queue')).toMatchObject({
    delaySeconds: 0,
    maxMessageSize: 262_144,
    messageRetentionSeconds: 345_600,
    visibilityTimeoutSeconds: 30,
    redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dlq","maxReceiveCount":3}',
  });
  expect(queue('dlq')).toMatchObject({
    delaySeconds: 0,
    maxMessageSize: 262_144,
    messageRetentionSeconds: 1_209_600,
  });
  const mappings = select(production, 'lambda', 'EventSourceMapping').map(({ inputs }) => inputs);
  expect(mappings).toContainEqual(
    expect.objectContaining({
      eventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:main-queue',
      functionName: 'arn:aws:lambda:us-east-1:123456789012:function:processor',
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
    }),
  );
  expect(production.app.providers).toMatchObject({
    aws: { defaultTags: { tags: { Environment: 'production' } } },
  });
});

it('builds the site with the OpenNext that knows its Next', () => {
  const builder = production.resources.find(({ type }) => type === 'command:local:Command');
  expect(builder?.inputs['create']).toBe('npx --yes @opennextjs/aws@4.1.12 build');
});

it('mails alarms to the address that was named', () => {
  const [subscription] = select(dev, 'sns', 'TopicSubscription');
  expect(subscription?.inputs).toMatchObject({
    topic: MAIL_TOPIC,
    protocol: 'email',
    endpoint: 'on-call@example.com',
  });
});
