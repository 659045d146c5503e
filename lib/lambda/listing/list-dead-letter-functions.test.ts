import { fileURLToPath } from 'node:url';
import {
  DeleteFunctionEventInvokeConfigCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { openDesk } from '#test/factories/desk';
import { findDeadLetterFunctions } from '#lib/lambda/find-dead-letter-functions';
import { listDeadLetterFunctions } from './list-dead-letter-functions.ts';

const arnOf = (queue: string) => `arn:aws:sqs:us-east-1:000000000000:${queue}`;
const define = (name: string, change: object = {}) => ({
  name,
  entry: fileURLToPath(new URL('../../../test/fixtures/functions/events.ts', import.meta.url)),
  handler: 'prints',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
  ...change,
});

/** Enough for two pages. */
const idle = Array.from({ length: 55 }, (_, index) => define(`idle-${index}`));
const desk = openDesk({
  functions: [
    define('refund', { deadLetterQueue: 'failed' }),
    ...idle,
    define('charge', { deadLetterQueue: 'failed', eventInvoke: { onFailure: arnOf('records') } }),
    define('audit', { eventInvoke: { onFailure: arnOf('failed'), onSuccess: arnOf('records') } }),
  ],
});
afterEach(() => desk.proxy.heal());

const find = (queue: string) =>
  findDeadLetterFunctions({ ctx: desk.freshContext(), input: { queueArn: arnOf(queue) } });

describe('findDeadLetterFunctions', () => {
  it('finds dead-letter queues and failure destinations, over pages, and no success destination', async () => {
    expect(await find('failed')).toEqual({ functionNames: ['audit', 'charge', 'refund'], error: null });
    expect(await find('records')).toEqual({ functionNames: ['charge'], error: null });
    expect(await find('orders')).toEqual({ functionNames: [], error: null });
  });

  it('sees what has changed, once it is read anew', async () => {
    const { lambda } = desk.ctx.aws;
    const DeadLetterConfig = { TargetArn: arnOf('moved') };
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'idle-1', DeadLetterConfig }));
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'idle-2',
        DestinationConfig: { OnFailure: { Destination: arnOf('moved') } },
      }),
    );
    expect((await find('moved')).functionNames).toEqual(['idle-1', 'idle-2']);
    await lambda.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName: 'idle-2' }));
    expect((await find('moved')).functionNames).toEqual(['idle-1']);
  });

  it('says what is refused, and tells what it knows without', async () => {
    desk.proxy.fail(({ action }) =>
      action.includes('/event-invoke-config')
        ? { kind: 'answer', status: 403, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    const { functionNames, error } = await find('failed');
    expect(functionNames).toEqual(['charge', 'refund']);
    expect(error).toMatchObject({ code: 'access-denied' });
    expect(error?.message).toContain('lambda:ListFunctionEventInvokeConfigs');
  });
});

describe('listDeadLetterFunctions', () => {
  it('knows of none, and why, where functions may not be listed', async () => {
    desk.proxy.fail(() => ({ kind: 'answer', status: 403, code: 'AccessDeniedException' }));
    const { byQueue, error } = await listDeadLetterFunctions({ ctx: desk.freshContext() });
    expect(byQueue?.size).toBe(0);
    expect(error?.message).toContain('lambda:ListFunctions');
  });

  it('is not known yet while Lambda does not answer', async () => {
    desk.proxy.fail(() => ({ kind: 'hang' }));
    const { clock, ...rest } = desk.freshContext();
    const impatient = { ...rest, clock: { ...clock, wait: () => Promise.resolve() } };
    expect(await listDeadLetterFunctions({ ctx: impatient })).toEqual({ byQueue: null, error: null });
  });

  it('reads once for all who ask', async () => {
    const ctx = desk.stillContext();
    await findDeadLetterFunctions({ ctx, input: { queueArn: arnOf('failed') } });
    const before = desk.proxy.seen.length;
    const { byQueue } = await listDeadLetterFunctions({ ctx });
    expect(byQueue?.get(arnOf('failed'))).toHaveLength(3);
    expect(desk.proxy.seen).toHaveLength(before);
  });
});
