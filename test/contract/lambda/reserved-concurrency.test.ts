import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

const FunctionName = 'handler';

async function start() {
  const { lambda } = await startLambda({
    'echoes.handler': {},
    'echoes.count': { reservedConcurrency: 300 },
  });
  return {
    lambda,
    put: (ReservedConcurrentExecutions: number) =>
      lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions })),
    read: async () =>
      (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions,
  };
}

describe.runIf(withFunctions.holds)(`reserved concurrency${withFunctions.unless}`, () => {
  it('is there after a put and gone after a delete', async () => {
    const { lambda, put, read } = await start();
    expect(await read()).toBeUndefined();
    expect(await put(5)).toMatchObject({ ReservedConcurrentExecutions: 5 });
    expect(await read()).toBe(5);
    const { Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Concurrency).toEqual({ ReservedConcurrentExecutions: 5 });
    const deleted = await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect(deleted.$metadata.httpStatusCode).toBe(204);
    expect(await read()).toBeUndefined();
    expect((await lambda.send(new GetFunctionCommand({ FunctionName }))).Concurrency).toBeUndefined();
  });

  it('of zero throttles everything, until it is raised', async () => {
    const { lambda, put } = await start();
    await put(0);
    const invoke = () => lambda.send(new InvokeCommand({ FunctionName }));
    await expect(invoke()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await put(1);
    expect(await invoke()).toMatchObject({ StatusCode: 200 });
  });

  it('keeps execution environments warm when it changes', async () => {
    const { lambda } = await startLambda({ 'echoes.count': {} });
    const count = async () => {
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'count' }));
      return Buffer.from(Payload ?? []).toString();
    };
    expect(await count()).toBe('1');
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'count', ReservedConcurrentExecutions: 3 }),
    );
    expect(await count()).toBe('2');
  });

  it('leaves a hundred of a thousand to functions without', async () => {
    const { put, read } = await start();
    await put(600);
    await expect(put(601)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    expect(await read()).toBe(600);
  });

  it('is refused below zero, and for a function that is not there', async () => {
    const { lambda, put } = await start();
    await expect(put(-1)).rejects.toMatchObject({ name: 'ValidationException' });
    const of = { FunctionName: 'absent' };
    for (const command of [
      new PutFunctionConcurrencyCommand({ ...of, ReservedConcurrentExecutions: 1 }),
      new GetFunctionConcurrencyCommand(of),
      new DeleteFunctionConcurrencyCommand(of),
    ])
      await expect(lambda.send(command as GetFunctionConcurrencyCommand)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
  });
});
