import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';

/** The SDK clients that set up a stage. */
export interface StageClients {
  sqs: SQSClient;
  lambda: LambdaClient;
  dynamoDb: DynamoDBClient;
  cloudWatch: CloudWatchClient;
}

/** Clients for an engine, which takes any credentials. */
export function connectTo(endpoint: string, region: string): StageClients {
  const settings = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  return {
    sqs: new SQSClient(settings),
    lambda: new LambdaClient(settings),
    dynamoDb: new DynamoDBClient(settings),
    cloudWatch: new CloudWatchClient(settings),
  };
}

/** Ends the connections of every client. */
export function disconnect(clients: StageClients): void {
  for (const client of Object.values(clients)) client.destroy();
}
