import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListFunctionsCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

const CONFIGURATION = {
  FunctionName: 'handler',
  FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:handler',
  Runtime: 'nodejs24.x',
  Handler: 'echoes.handler',
  Timeout: 3,
  MemorySize: 128,
  Version: '$LATEST',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  LastModified: '2026-01-01T00:00:00.000+0000',
  Environment: { Variables: { RULE: 'old' } },
};

const DEAD_LETTERS = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';

const start = () =>
  startLambda({ 'echoes.handler': { environment: { RULE: 'old' }, reservedConcurrency: 4 } });

describe.runIf(withFunctions.holds)(`reading functions${withFunctions.unless}`, () => {
  it('describes one', async () => {
    const { lambda } = await start();
    const input = { FunctionName: 'handler' };
    const answer = await lambda.send(new GetFunctionCommand(input));
    expect(answer.Configuration).toMatchObject(CONFIGURATION);
    expect(answer.Configuration?.CodeSize).toBeGreaterThan(100);
    expect(answer.Code?.Location).toMatch(/^file:.*\/echoes\.ts$/);
    expect(answer.Concurrency).toEqual({ ReservedConcurrentExecutions: 4 });
    const configuration = await lambda.send(new GetFunctionConfigurationCommand(input));
    expect(configuration).toMatchObject(CONFIGURATION);
    expect(configuration.CodeSha256).toBe(answer.Configuration?.CodeSha256);
  });

  it('lists them by pages', async () => {
    const { lambda } = await startLambda({ 'echoes.handler': {}, 'echoes.count': {}, 'fails.throws': {} });
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    expect(first.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['handler', 'count']);
    const second = await lambda.send(new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }));
    expect(second.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['throws']);
    expect(second.NextMarker).toBeUndefined();
    await expect(lambda.send(new ListFunctionsCommand({ Marker: 'nonsense' }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });

  it('does not know others', async () => {
    const { lambda } = await start();
    for (const Command of [GetFunctionCommand, GetFunctionConfigurationCommand]) {
      await expect(lambda.send(new Command({ FunctionName: 'absent' }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:absent',
      });
    }
  });
});

describe.runIf(withFunctions.holds)(`UpdateFunctionConfiguration${withFunctions.unless}`, () => {
  it('holds for later invocations, which get new execution environments', async () => {
    const { lambda } = await start();
    const invoke = async () => {
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'handler' }));
      const answer = JSON.parse(Buffer.from(Payload ?? []).toString());
      return [answer.environment.RULE, answer.context.memoryLimitInMB, answer.context.logStreamName];
    };
    const before = await invoke();
    expect(await invoke()).toEqual(before);
    const updated = await lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'handler',
        Timeout: 7,
        MemorySize: 256,
        Environment: { Variables: { RULE: 'new' } },
      }),
    );
    expect(updated).toMatchObject({
      ...CONFIGURATION,
      Timeout: 7,
      MemorySize: 256,
      Environment: { Variables: { RULE: 'new' } },
    });
    const after = await invoke();
    expect(after.slice(0, 2)).toEqual(['new', '256']);
    expect(after[2]).not.toBe(before[2]);
  });

  it('leaves alone what it does not name', async () => {
    const { lambda } = await start();
    const updated = await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: 'handler', Timeout: 7 }),
    );
    expect(updated).toMatchObject({ ...CONFIGURATION, Timeout: 7 });
  });

  it('sets the dead-letter queue, and takes it away with an empty one', async () => {
    const { lambda } = await start();
    const set = async (TargetArn: string) => {
      const DeadLetterConfig = { TargetArn };
      const input = { FunctionName: 'handler', DeadLetterConfig };
      return (await lambda.send(new UpdateFunctionConfigurationCommand(input))).DeadLetterConfig;
    };
    expect(await set(DEAD_LETTERS)).toEqual({ TargetArn: DEAD_LETTERS });
    const { Functions } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions?.[0]?.DeadLetterConfig).toEqual({ TargetArn: DEAD_LETTERS });
    expect(await set('')).toBeUndefined();
  });

  const refused: [string, Partial<UpdateFunctionConfigurationCommandInput>, string, string][] = [
    ['a timeout of 901 seconds', { Timeout: 901 }, 'InvalidParameterValueException', 'Timeout'],
    ['64 MB of memory', { MemorySize: 64 }, 'InvalidParameterValueException', 'MemorySize'],
    [
      'a reserved variable',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      'InvalidParameterValueException',
      'Reserved keys used in this request: AWS_REGION',
    ],
    [
      'more than 4 KB of variables',
      { Environment: { Variables: { BIG: 'x'.repeat(4096) } } },
      'InvalidParameterValueException',
      'exceeded the 4KB limit',
    ],
    [
      'a malformed name',
      { Environment: { Variables: { '1ST': 'x' } } },
      'InvalidParameterValueException',
      '1ST',
    ],
    ['another handler', { Handler: 'other.handler' }, 'InvalidParameterValueException', 'Handler'],
    [
      'a dead-letter target that is no ARN',
      { DeadLetterConfig: { TargetArn: 'orders' } },
      'ValidationException',
      "Value 'orders' at 'deadLetterConfig.targetArn' failed to satisfy constraint",
    ],
    [
      'a FIFO queue for dead letters',
      { DeadLetterConfig: { TargetArn: `${DEAD_LETTERS}.fifo` } },
      'InvalidParameterValueException',
      'it must be a standard queue',
    ],
    [
      'a topic for dead letters',
      { DeadLetterConfig: { TargetArn: DEAD_LETTERS.replace('sqs', 'sns') } },
      'InvalidParameterValueException',
      'Topics are not available here',
    ],
    ['an old revision', { RevisionId: 'old' }, 'PreconditionFailedException', 'Revision Id'],
  ];

  it.each(refused)('refuses %s', async (_name, input, name, message) => {
    const { lambda } = await start();
    await expect(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'handler', ...input })),
    ).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    const after = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'handler' }));
    expect(after).toMatchObject(CONFIGURATION);
  });
});
