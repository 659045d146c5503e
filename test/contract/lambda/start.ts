import { fileURLToPath } from 'node:url';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CreateEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  type CreateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, SQSClient, type QueueAttributeName } from '@aws-sdk/client-sqs';
import { onTestFinished } from 'vitest';
import { createManualClock } from '#engine/core/manual-clock';
import { startEngine } from '#engine/engine';
import type { FunctionDefinition } from '#engine/lambda/function-definition';
import { ownEngineOnly } from '../support/only.ts';

/** All of this suite: its functions are files, which no call of Lambda's API registers. */
export const withFunctions = ownEngineOnly('functions are registered with our engine as it starts');

/** A handler of test/fixtures/functions as `file.export`, run under the name of its export. */
function define(handler: string, change: Partial<FunctionDefinition>): FunctionDefinition {
  const [file = '', name = ''] = handler.split('.');
  return {
    name,
    entry: fileURLToPath(new URL(`../../fixtures/functions/${file}.ts`, import.meta.url)),
    handler: name,
    timeoutSeconds: 3,
    memoryMb: 128,
    environment: {},
    ...change,
  };
}

/** An engine of its own for one test, with functions, clients and a clock that only the test moves. */
export async function startLambda(functions: Record<string, Partial<FunctionDefinition>>) {
  const clock = createManualClock();
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const engine = await startEngine({
    port: 0,
    clock,
    functions: Object.entries(functions).map(([handler, change]) => define(handler, change)),
    log: (line) => {
      lines.push(line);
      for (const watcher of watchers) watcher();
    },
  });
  const config = {
    endpoint: engine.endpoint,
    region: engine.account.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  const lambda = new LambdaClient(config);
  const sqs = new SQSClient(config);
  const cloudWatch = new CloudWatchClient(config);
  onTestFinished(async () => {
    for (const client of [lambda, sqs, cloudWatch]) client.destroy();
    await engine.close();
  });

  /** Resolves when the log has `count` lines that match; gives these lines. */
  const logged = (pattern: RegExp, count = 1) =>
    new Promise<string[]>((resolve) => {
      const look = () => {
        const found = lines.filter((line) => pattern.test(line));
        if (found.length < count) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });

  const createQueue = async (name: string, Attributes: Partial<Record<QueueAttributeName, string>> = {}) => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return { url: QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:${name}` };
  };

  /** Creates a mapping and waits until it is enabled. */
  const map = async (input: CreateEventSourceMappingCommandInput) => {
    const { UUID = '' } = await lambda.send(new CreateEventSourceMappingCommand(input));
    await clock.advance(100);
    const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
    if (State !== 'Enabled') throw new Error(`the mapping is ${State}`);
    return UUID;
  };

  return { clock, engine, lambda, sqs, cloudWatch, lines, logged, createQueue, map };
}
