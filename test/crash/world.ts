import { callSqs, createRawClient, type RawClient } from '../../bench/load/raw-client.ts';
import type { EngineProcess } from '#test/factories/engine/engine-process';
import { createLedger, type Ledger, type Seen } from './ledger.ts';

/** A value that was acknowledged, and those that may have taken its place since. */
export interface Acknowledged<Value> {
  value: Value;
  attempted: Set<Value>;
}

/** What the clients of all rounds share: the truth that the engine has to live up to. */
export interface World {
  standard: Ledger;
  fifo: Ledger;
  visibilityTimeout: Acknowledged<string>;
  tag: Acknowledged<string>;
  /** Names of further queues that were acknowledged. */
  createdQueues: Set<string>;
  /** Of the metric Crash/Load: points acknowledged and attempted. */
  points: { acknowledged: number; attempted: number };
  /** Rises with every message; part of its body. */
  nextMessage: number;
  /** By message group: a send that was not answered and has to be repeated, and the next place. */
  groups: Map<string, { unanswered: { body: string; place: number } | undefined; nextPlace: number }>;
}

export const GROUPS = ['g0', 'g1', 'g2'] as const;
const DEDUPLICATION = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };

export function createWorld(): World {
  return {
    standard: createLedger(),
    fifo: createLedger(),
    visibilityTimeout: { value: '30', attempted: new Set() },
    tag: { value: 'first', attempted: new Set() },
    createdQueues: new Set(),
    points: { acknowledged: 0, attempted: 0 },
    nextMessage: 1,
    groups: new Map(GROUPS.map((name) => [name, { unanswered: undefined, nextPlace: 0 }])),
  };
}

/** The queues of a running engine. */
export interface Queues {
  client: RawClient;
  main: string;
  dead: string;
  fifo: string;
  deadArn: string;
  call<Answer>(action: string, input: object): Promise<Answer>;
}

const ACCOUNT = '000000000000';

export function connect({ url }: EngineProcess, connections: number): Queues {
  const client = createRawClient(url, connections);
  const urlOf = (name: string) => `${url}/${ACCOUNT}/${name}`;
  return {
    client,
    main: urlOf('crash-main'),
    dead: urlOf('crash-dead'),
    fifo: urlOf('crash.fifo'),
    deadArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:crash-dead`,
    call: (action, input) => callSqs(client, action, input),
  };
}

/** Creates the queues of an empty engine: a source whose third receive is the last, its dead-letter queue, a FIFO queue. */
export async function createQueues({ call, deadArn }: Queues): Promise<void> {
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 3 });
  await call('CreateQueue', { QueueName: 'crash-dead' });
  await call('CreateQueue', { QueueName: 'crash-main', Attributes: { RedrivePolicy } });
  await call('CreateQueue', { QueueName: 'crash.fifo', Attributes: DEDUPLICATION });
}

export interface Received extends Seen {
  receiptHandle: string;
}

/** Up to ten messages, hidden for `visibilitySeconds`. */
export async function receiveFrom(
  { call }: Queues,
  QueueUrl: string,
  visibilitySeconds: number,
  waitSeconds = 0,
): Promise<Received[]> {
  const { Messages = [] } = await call<{ Messages?: WireMessage[] }>('ReceiveMessage', {
    QueueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: visibilitySeconds,
    WaitTimeSeconds: waitSeconds,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  });
  return Messages.map((message) => ({
    body: message.Body,
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    receiveCount: Number(message.Attributes.ApproximateReceiveCount),
    attribute: message.MessageAttributes?.['origin']?.StringValue,
  }));
}

interface WireMessage {
  Body: string;
  MessageId: string;
  ReceiptHandle: string;
  Attributes: { ApproximateReceiveCount: string };
  MessageAttributes?: Record<string, { StringValue?: string }>;
}

/** All messages of a queue, whatever their state. */
export async function depthOf({ call }: Queues, QueueUrl: string): Promise<number> {
  const names = ['', 'NotVisible', 'Delayed'].map((suffix) => `ApproximateNumberOfMessages${suffix}`);
  const { Attributes } = await call<{ Attributes: Record<string, string> }>('GetQueueAttributes', {
    QueueUrl,
    AttributeNames: names,
  });
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

/** What begins the names of the queues that a load creates. */
export const EXTRA_PREFIX = 'crash-extra-';

/** Names of all queues with that prefix; a page of ListQueues has a thousand, and a long run makes more. */
export async function extraQueues({ call }: Queues): Promise<Set<string>> {
  const names = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page: { QueueUrls?: string[]; NextToken?: string } = await call('ListQueues', {
      QueueNamePrefix: EXTRA_PREFIX,
      MaxResults: 1000,
      ...(NextToken !== undefined && { NextToken }),
    });
    for (const url of page.QueueUrls ?? []) names.add(url.slice(url.lastIndexOf('/') + 1));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return names;
}

export async function putPoint(client: RawClient): Promise<void> {
  await client.post(JSON.stringify({ Namespace: 'Crash', MetricData: [{ MetricName: 'Load', Value: 1 }] }), {
    'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData',
  });
}

/** Sum of all points of the metric. */
export async function readPoints(client: RawClient, nowMs: number): Promise<number> {
  const HOUR_SECONDS = 3600;
  const nowSeconds = Math.floor(nowMs / 1000);
  const answer = await client.post(
    JSON.stringify({
      StartTime: nowSeconds - HOUR_SECONDS,
      EndTime: nowSeconds + HOUR_SECONDS,
      MetricDataQueries: [
        {
          Id: 'load',
          MetricStat: { Metric: { Namespace: 'Crash', MetricName: 'Load' }, Period: 60, Stat: 'Sum' },
        },
      ],
    }),
    { 'x-amz-target': 'GraniteServiceVersion20100801.GetMetricData' },
  );
  const { MetricDataResults } = JSON.parse(answer) as { MetricDataResults: { Values: number[] }[] };
  return (MetricDataResults[0]?.Values ?? []).reduce((sum, value) => sum + value, 0);
}
