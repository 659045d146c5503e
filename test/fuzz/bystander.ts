import { setTimeout as pass } from 'node:timers/promises';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const TABLE = { TableName: 'bystander' };
const PAUSE_MS = 10;

/** A client that does everything right while others attack, and must notice nothing of them. */
export interface Bystander {
  rounds: number;
  slowestMs: number;
  violations: string[];
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/** Sends, receives and deletes one message after another on a queue of its own, with a note of each in a table of its own, until it is stopped. */
export async function startBystander(endpoint: string): Promise<Bystander> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { endpoint, region: 'us-east-1', maxAttempts: 1, credentials };
  const sqs = new SQSClient(settings);
  const dynamoDb = new DynamoDBClient(settings);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'bystander' }));
  await createNotes(dynamoDb);
  const stopping = new AbortController();

  const round = async (number: number): Promise<void> => {
    const MessageBody = `message ${number}`;
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    const [message] = Messages;
    if (Messages.length !== 1 || message?.MessageId !== MessageId || message?.Body !== MessageBody) {
      bystander.violations.push(`the bystander sent ${MessageId} and received ${JSON.stringify(Messages)}`);
    }
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));

    const note = { id: { S: MessageId ?? '' }, body: { S: MessageBody } };
    await dynamoDb.send(new PutItemCommand({ ...TABLE, Item: note }));
    const { Item } = await dynamoDb.send(new GetItemCommand({ ...TABLE, Key: { id: note.id } }));
    if (Item?.['body']?.S !== MessageBody) {
      bystander.violations.push(`the bystander noted ${MessageBody} and read ${JSON.stringify(Item)}`);
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted && bystander.violations.length === 0) {
      const startMs = performance.now();
      await round(bystander.rounds);
      bystander.rounds += 1;
      bystander.slowestMs = Math.max(bystander.slowestMs, performance.now() - startMs);
      await pass(PAUSE_MS);
    }
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    if (Attributes?.ApproximateNumberOfMessages !== '0') {
      bystander.violations.push(`the bystander's queue holds ${Attributes?.ApproximateNumberOfMessages}`);
    }
  };

  const bystander: Bystander = {
    rounds: 0,
    slowestMs: 0,
    violations: [],
    async stop() {
      stopping.abort();
      await ended;
      sqs.destroy();
      dynamoDb.destroy();
    },
  };
  const ended = run().catch((error: unknown) => {
    bystander.violations.push(`the bystander was refused: ${String(error)}`);
  });
  return bystander;
}

async function createNotes(dynamoDb: DynamoDBClient): Promise<void> {
  await dynamoDb.send(
    new CreateTableCommand({
      ...TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  await waitUntilTableExists({ client: dynamoDb, maxWaitTime: 10, minDelay: 0.02, maxDelay: 1 }, TABLE);
}
