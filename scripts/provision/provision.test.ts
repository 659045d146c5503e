import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Engine, startEngine } from '#engine/engine';
import { deadLetterAlarm } from '#infra/alarms';
import { processor } from '#infra/functions';
import { deadLetterQueue, mainQueue } from '#infra/queues';
import { stateTable } from '#infra/state-table';
import { readDepth } from '#test/factories/queue';
import { sendMany } from '#test/factories/message';
import { connectTo, disconnect, type StageClients } from './clients.ts';
import { waitForMapping } from './consumers.ts';
import { provision } from './provision.ts';

const queues = [deadLetterQueue, mainQueue];

let engine: Engine;
let clients: StageClients;

beforeEach(async () => {
  const { functionName: name, timeoutSeconds, memoryMegabytes: memoryMb } = processor;
  const entry = `${import.meta.dirname}/../../test/fixtures/functions/echoes.ts`;
  engine = await startEngine({
    port: 0,
    functions: [{ name, entry, handler: 'handler', timeoutSeconds, memoryMb, environment: {} }],
  });
  clients = connectTo(engine.endpoint, engine.account.region);
});
afterEach(async () => {
  disconnect(clients);
  await engine.close();
});

const readAttributes = async (QueueUrl: string) => {
  const request = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  return (await clients.sqs.send(request)).Attributes ?? {};
};

it('changes queues of an earlier start to the present settings and keeps their messages', async () => {
  const first = await provision({ clients, queues, consumers: [], stage: 'local' });
  const dead = first.get(deadLetterQueue.name)?.url ?? '';
  await sendMany(clients.sqs, dead, 3);

  const changed = [
    { ...deadLetterQueue, visibilityTimeoutSeconds: 77 },
    { ...mainQueue, delaySeconds: 9, redrivePolicy: null },
  ];
  const second = await provision({ clients, queues: changed, consumers: [], stage: 'local' });

  expect([...second]).toEqual([...first]);
  expect(await readAttributes(dead)).toMatchObject({ VisibilityTimeout: '77' });
  const main = await readAttributes(second.get(mainQueue.name)?.url ?? '');
  expect(main['DelaySeconds']).toBe('9');
  expect(main).not.toHaveProperty('RedrivePolicy');
  expect((await readDepth(clients.sqs, dead)).visible).toBe(3);
});

it('changes a mapping of an earlier start and leaves it disabled when it was', async () => {
  const settings = { clients, queues, stage: 'local' };
  await provision({ ...settings, consumers: [processor] });
  const list = new ListEventSourceMappingsCommand({ FunctionName: processor.functionName });
  const { EventSourceMappings: [mapping] = [] } = await clients.lambda.send(list);
  const UUID = mapping?.UUID ?? '';
  await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await waitForMapping({ clients, uuid: UUID, state: 'Disabled' });

  await provision({
    ...settings,
    consumers: [{ ...processor, batchSize: 3, reportBatchItemFailures: false }],
  });

  expect((await clients.lambda.send(list)).EventSourceMappings).toHaveLength(1);
  expect(await clients.lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({
    State: 'Disabled',
    BatchSize: 3,
    FunctionResponseTypes: [],
  });
});

it('creates the table and the alarm, and a second time leaves what is in them', async () => {
  const settings = { clients, queues, consumers: [], table: stateTable, alarms: [deadLetterAlarm] };
  await provision({ ...settings, stage: 'local' });
  const TableName = stateTable.name;
  await clients.dynamoDb.send(
    new PutItemCommand({ TableName, Item: { pk: { S: 'attempts#1' }, sk: { S: '1' } } }),
  );

  await provision({
    ...settings,
    alarms: [{ ...deadLetterAlarm, evaluationPeriods: 2 }],
    stage: 'local',
  });

  expect((await clients.dynamoDb.send(new ScanCommand({ TableName }))).Count).toBe(1);
  expect((await clients.dynamoDb.send(new DescribeTableCommand({ TableName }))).Table).toMatchObject({
    TableStatus: 'ACTIVE',
  });
  expect(await clients.dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }))).toMatchObject({
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: stateTable.timeToLiveAttribute },
  });
  const { MetricAlarms } = await clients.cloudWatch.send(new DescribeAlarmsCommand({}));
  expect(MetricAlarms).toMatchObject([
    {
      AlarmName: 'dlq-not-empty',
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: 'dlq' }],
      EvaluationPeriods: 2,
      TreatMissingData: 'notBreaching',
    },
  ]);
});
