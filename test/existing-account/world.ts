import { fileURLToPath } from 'node:url';
import { CreateEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { FunctionDefinition } from '#engine/lambda/function-definition';
import { createFilledPair } from '#test/factories/dead-letters';
import type { Desk } from '#test/factories/desk';
import type { World } from './visits/visits.ts';

export const consumer: FunctionDefinition = {
  name: 'consumer',
  entry: fileURLToPath(new URL('../fixtures/functions/consumes.ts', import.meta.url)),
  handler: 'succeeds',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
};

/** A queue with six dead letters and a consumer that takes nothing. */
export async function createWorld({ sqs, engine }: Desk): Promise<World> {
  const pair = await createFilledPair(sqs, 6);
  const lambda = new LambdaClient({ endpoint: engine.endpoint });
  await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: consumer.name,
      EventSourceArn: pair.source.arn,
      Enabled: false,
    }),
  );
  lambda.destroy();
  return { ...pair, functionName: consumer.name };
}
