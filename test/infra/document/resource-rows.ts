import { nameOfArn, select, text } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';
import { inBytes, inTime } from './units.ts';
import { nameOfFunction, whoMay, type Access } from './who-may.ts';

/** A line of the table: cells in Markdown. */
export interface Row {
  name: string;
  is: string;
  numbers: string;
  access: Access[];
}

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`;

/** What a stage is made of that one could ask about, with the numbers that matter and who may do what to it. */
export function toRows(graph: StackGraph): Row[] {
  return [
    ...named(graph, 'sqs', 'Queue').map((queue) => queueRow(graph, queue)),
    ...named(graph, 'lambda', 'Function').map((fn) => functionRow(graph, fn)),
    ...named(graph, 'dynamodb', 'Table').map((table) => tableRow(graph, table)),
    ...select(graph, 's3', 'Bucket').map((bucket) => bucketRow(graph, bucket)),
    ...select(graph, 'cloudfront', 'Distribution').map(() => doorRow(graph)),
    ...named(graph, 'cloudwatch', 'MetricAlarm').map(alarmRow),
    ...logRow(graph),
    {
      name: 'everything',
      is: 'listings, which have no narrower resource',
      numbers: '',
      access: whoMay(graph, '*'),
    },
  ];
}

/** By name, since a graph lists resources as they happened to be made. */
function named(graph: StackGraph, service: string, kind: string): Resource[] {
  return select(graph, service, kind).toSorted((a, b) => (text(a, 'name') < text(b, 'name') ? -1 : 1));
}

function queueRow(graph: StackGraph, { inputs, ...rest }: Resource): Row {
  const name = text({ inputs, ...rest }, 'name');
  const policy = inputs['redrivePolicy'];
  const { deadLetterTargetArn = '', maxReceiveCount = 0 } = (
    typeof policy === 'string' ? JSON.parse(policy) : {}
  ) as { deadLetterTargetArn?: string; maxReceiveCount?: number };
  const feeds = select(graph, 'sqs', 'Queue').some((one) => text(one, 'redrivePolicy').includes(`:${name}"`));
  return {
    name: code(name),
    is: feeds ? 'dead-letter queue' : 'queue',
    numbers: list([
      `visibility timeout ${inTime(inputs['visibilityTimeoutSeconds'])}`,
      maxReceiveCount > 0 &&
        `maxReceiveCount ${maxReceiveCount}, then ${code(nameOfArn(deadLetterTargetArn))}`,
      `kept ${inTime(inputs['messageRetentionSeconds'])}`,
      `at most ${inBytes(inputs['maxMessageSize'])}`,
    ]),
    access: whoMay(graph, arn('sqs', name)),
  };
}

function functionRow(graph: StackGraph, fn: Resource): Row {
  const name = text(fn, 'name');
  const mapping = select(graph, 'lambda', 'EventSourceMapping').find(
    (one) => nameOfArn(text(one, 'functionName')) === name,
  );
  const { maximumConcurrency } = (mapping?.inputs['scalingConfig'] ?? {}) as { maximumConcurrency?: number };
  const partial = ((mapping?.inputs['functionResponseTypes'] ?? []) as string[]).length > 0;
  const handler = mapping
    ? `function, ${code(text(fn, 'handler').replace(/\.\w+$/, '.ts'))}`
    : 'function of the desk';
  return {
    name: code(nameOfFunction(fn)),
    is: handler,
    numbers: list([
      `timeout ${inTime(fn.inputs['timeout'])}`,
      `${Number(fn.inputs['memorySize'])} MB`,
      mapping &&
        `${Number(mapping.inputs['batchSize'])} a batch from ${code(nameOfArn(text(mapping, 'eventSourceArn')))}`,
      partial && 'partial batch responses',
      maximumConcurrency !== undefined && `at most ${maximumConcurrency} at a time`,
    ]),
    access: whoMay(graph, arn('lambda', `function:${name}`)),
  };
}

function tableRow(graph: StackGraph, table: Resource): Row {
  const { inputs } = table;
  const indexes = (inputs['globalSecondaryIndexes'] ?? []) as { name: string }[];
  const { attributeName } = (inputs['ttl'] ?? {}) as { attributeName?: string };
  const recovery = inputs['pointInTimeRecovery'] as { enabled?: boolean } | undefined;
  return {
    name: code(text(table, 'name')),
    is: 'DynamoDB table',
    numbers: list([
      inputs['billingMode'] === 'PAY_PER_REQUEST' && 'billed by request',
      indexes.length > 0 && `index ${indexes.map(({ name }) => code(name)).join(', ')}`,
      attributeName !== undefined && `items end at ${code(attributeName)}`,
      recovery?.enabled === true && 'point-in-time recovery',
      inputs['deletionProtectionEnabled'] === true && 'protected from deletion',
    ]),
    access: whoMay(graph, arn('dynamodb', `table/${text(table, 'name')}`)),
  };
}

function bucketRow(graph: StackGraph, bucket: Resource): Row {
  const access = whoMay(graph, `arn:aws:s3:::${text(bucket, 'bucket')}`);
  return {
    name: 'assets',
    is: 'bucket',
    numbers: 'closed to the public',
    access: [...access, { who: 'CloudFront', actions: ['GetObject'] }],
  };
}

function doorRow(graph: StackGraph): Row {
  const [policy] = select(graph, 'cloudfront', 'CachePolicy');
  const keeps = Number(policy?.inputs['defaultTtl']) > 0;
  const numbers = list([
    'HTTPS alone',
    keeps ? 'keeps answers' : 'keeps no answer that does not ask for it',
    'requests signed',
  ]);
  return {
    name: 'door',
    is: 'CloudFront distribution',
    numbers,
    access: [{ who: 'everybody', actions: ['ask'] }],
  };
}

function alarmRow({ inputs, ...rest }: Resource): Row {
  const { QueueName } = inputs['dimensions'] as { QueueName: string };
  const inSeconds = String(inputs['metricName']).includes('Age');
  const threshold = inSeconds ? inTime(inputs['threshold']) : String(inputs['threshold']);
  const periods = Number(inputs['evaluationPeriods']);
  return {
    name: code(text({ inputs, ...rest }, 'name')),
    is: 'alarm',
    numbers: `${String(inputs['metricName'])} of ${code(QueueName)} above ${threshold}, ${periods} × ${inTime(inputs['period'])}`,
    access: [],
  };
}

function logRow(graph: StackGraph): Row[] {
  const logs = select(graph, 'cloudwatch', 'LogGroup');
  const days = [...new Set(logs.map(({ inputs }) => Number(inputs['retentionInDays'])))].toSorted(
    (a, b) => a - b,
  );
  return [
    { name: 'logs', is: `${logs.length} log groups`, numbers: `kept ${days.join(', ')} days`, access: [] },
  ];
}

function code(name: string): string {
  return `\`${name}\``;
}

function list(parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join(' · ');
}
