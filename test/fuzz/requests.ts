import type { Random } from '#test/factories/random';
import { type Draft, randomJson, randomText } from './bytes.ts';
import { TABLE_INPUTS } from './tables.ts';

const SQS = [
  'AddPermission',
  'CancelMessageMoveTask',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'CreateQueue',
  'DeleteMessage',
  'DeleteMessageBatch',
  'DeleteQueue',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'ListMessageMoveTasks',
  'ListQueueTags',
  'ListQueues',
  'PurgeQueue',
  'ReceiveMessage',
  'RemovePermission',
  'SendMessage',
  'SendMessageBatch',
  'SetQueueAttributes',
  'StartMessageMoveTask',
  'TagQueue',
  'UntagQueue',
] as const;
const CLOUDWATCH = [
  'DeleteAlarms',
  'DescribeAlarms',
  'DescribeAlarmsForMetric',
  'GetMetricData',
  'GetMetricStatistics',
  'ListMetrics',
  'PutMetricAlarm',
  'PutMetricData',
] as const;
const LAMBDA = [
  ['GET', '/2015-03-31/functions/'],
  ['GET', '/2015-03-31/functions/nobody'],
  ['POST', '/2015-03-31/functions/nobody/invocations'],
  ['PUT', '/2015-03-31/functions/nobody/configuration'],
  ['GET', '/2015-03-31/event-source-mappings/'],
  ['POST', '/2015-03-31/event-source-mappings/'],
  ['PUT', '/2015-03-31/event-source-mappings/11111111-2222-3333-4444-555555555555'],
  ['DELETE', '/2015-03-31/event-source-mappings/no-uuid'],
] as const;

/** The queue that attacks aim at; the bystander has another. */
const TARGET_QUEUE = 'fuzz-target';
const QUEUE_URL = `http://127.0.0.1/000000000000/${TARGET_QUEUE}`;
const QUEUE_ARN = `arn:aws:sqs:us-east-1:000000000000:${TARGET_QUEUE}`;

/** Members of requests with values that would do; an attack replaces or drops some. */
const MEMBERS: Readonly<Record<string, unknown>> = {
  QueueUrl: QUEUE_URL,
  QueueName: TARGET_QUEUE,
  MessageBody: 'hello',
  DelaySeconds: 1,
  MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
  MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1' } },
  MessageGroupId: 'g',
  MessageDeduplicationId: 'd',
  Entries: [
    { Id: 'a', MessageBody: 'hello', ReceiptHandle: 'handle', VisibilityTimeout: 1 },
    { Id: 'b', MessageBody: 'hello', ReceiptHandle: 'handle', VisibilityTimeout: 1 },
  ],
  ReceiptHandle: 'aGFuZGxl',
  VisibilityTimeout: 30,
  MaxNumberOfMessages: 10,
  MessageAttributeNames: ['All'],
  MessageSystemAttributeNames: ['All'],
  AttributeNames: ['All'],
  Attributes: { VisibilityTimeout: '30', RedrivePolicy: `{"deadLetterTargetArn":"${QUEUE_ARN}"}` },
  ReceiveRequestAttemptId: 'attempt',
  tags: { team: 'a' },
  Tags: { team: 'a' },
  TagKeys: ['team'],
  Label: 'label',
  AWSAccountIds: ['111122223333'],
  Actions: ['SendMessage'],
  SourceArn: QUEUE_ARN,
  DestinationArn: QUEUE_ARN,
  MaxNumberOfMessagesPerSecond: 5,
  TaskHandle: 'eyJ0YXNrSWQiOiJ4In0=',
  MaxResults: 10,
  NextToken: 'token',
  Namespace: 'Fuzz',
  MetricName: 'm',
  MetricData: [{ MetricName: 'm', Value: 1, Dimensions: [{ Name: 'a', Value: 'b' }] }],
  MetricDataQueries: [{ Id: 'e', Expression: 'SUM(METRICS()) + RATE(m1)' }],
  StartTime: 1_700_000_000,
  EndTime: 1_700_003_600,
  Period: 60,
  Statistics: ['Sum'],
  Statistic: 'Sum',
  AlarmName: 'alarm',
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'ignore',
  StateValue: 'OK',
  MaxRecords: 10,
  FunctionName: 'nobody',
  EventSourceArn: QUEUE_ARN,
  BatchSize: 10,
  FilterCriteria: { Filters: [{ Pattern: '{"body":["x"]}' }] },
  ScalingConfig: { MaximumConcurrency: 2 },
  Environment: { Variables: { A: 'b' } },
};

const TABLE_ACTIONS = Object.keys(TABLE_INPUTS) as [string, ...string[]];

/** A well-formed HTTP request to an API of the engine, whose input is anything from right to absurd. Never a long poll. */
export function draftApiCall(random: Random): Draft {
  if (random.next() < 0.2) return draftTableCall(random);
  const body = Buffer.from(
    JSON.stringify({ ...(draftInput(random, MEMBERS) as object), WaitTimeSeconds: 0 }),
  );
  if (random.next() < 0.2) {
    const [method, path] = random.pick(LAMBDA);
    return { method, path, headers: [['Content-Type', 'application/json']], body };
  }
  const target =
    random.next() < 0.8
      ? `AmazonSQS.${random.pick(SQS)}`
      : `GraniteServiceVersion20100801.${random.pick(CLOUDWATCH)}`;
  return { method: 'POST', path: '/', headers: headersFor(random, target), body };
}

function draftTableCall(random: Random): Draft {
  const action = random.pick(TABLE_ACTIONS);
  const body = draftInput(random, TABLE_INPUTS[action] ?? {});
  return {
    method: 'POST',
    path: '/',
    headers: headersFor(random, `DynamoDB_20120810.${action}`),
    body: Buffer.from(JSON.stringify(body)),
  };
}

function draftInput(random: Random, members: Readonly<Record<string, unknown>>): unknown {
  if (random.next() < 0.03) return randomJson(random);
  const input: Record<string, unknown> = { ...members };
  const names = Object.keys(members) as [string, ...string[]];
  for (let changes = random.below(4); changes > 0; changes -= 1) {
    const name = random.pick(names);
    if (random.next() < 0.3) delete input[name];
    else input[name] = random.next() < 0.5 ? randomJson(random) : within(random, input[name]);
  }
  return input;
}

/** The same value with something wrong deep inside. */
function within(random: Random, value: unknown): unknown {
  if (Array.isArray(value)) return [...value, within(random, value[0])];
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value);
    const name = names[random.below(names.length)] ?? 'none';
    return { ...value, [name]: within(random, (value as Record<string, unknown>)[name]) };
  }
  return randomJson(random, 1);
}

function headersFor(random: Random, target: string): Draft['headers'] {
  const headers: Draft['headers'] = [
    ['X-Amz-Target', target],
    ['Content-Type', 'application/x-amz-json-1.0'],
  ];
  if (random.next() < 0.3) headers.push(['x-amzn-query-mode', 'true']);
  if (random.next() < 0.1) {
    headers.push(['Authorization', `AWS4-HMAC-SHA256 Credential=${visible(randomText(random))}/x`]);
  }
  return headers;
}

/** A request that names nothing the engine has. */
export function draftUnknown(random: Random): Draft {
  const methods = ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'POST', 'TRACE'] as const;
  const paths = [
    '/',
    '/%',
    '/%ZZ',
    '//',
    '/?a=%',
    '/2015-03-31/functions/%E0%A4%A/invocations',
    '*',
  ] as const;
  const isTarget = random.next() < 0.5;
  return {
    method: random.pick(methods),
    path: random.next() < 0.5 ? random.pick(paths) : `/${encodeURI(visible(randomText(random)))}`,
    headers: isTarget ? [['X-Amz-Target', visible(randomText(random))]] : [],
    body: Buffer.from(random.next() < 0.5 ? '' : '{}'),
  };
}

/** What may stand in a header or a path. */
function visible(text: string): string {
  return text.replaceAll(/[^\u0021-\u007E]/g, '~');
}
