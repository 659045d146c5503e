import {
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  type InvokeCommandInput,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

type Started = Awaited<ReturnType<typeof startLambda>>;

async function invokeEvent(client: LambdaClient, input: InvokeCommandInput) {
  const answer = await client.send(new InvokeCommand({ ...input, InvocationType: 'Event' }));
  return { ...answer, requestId: answer.$metadata.requestId ?? '' };
}

/** Runs that have begun; the engine writes this line before anything of the function runs. */
const starts = ({ lines }: Started) => lines.filter((line) => line.startsWith('START '));

async function setRetries(lambda: LambdaClient, FunctionName: string, attempts: number, ageSeconds?: number) {
  await lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName,
      MaximumRetryAttempts: attempts,
      MaximumEventAgeInSeconds: ageSeconds,
    }),
  );
}

describe.runIf(withFunctions.holds)(`an asynchronous invocation${withFunctions.unless}`, () => {
  it('answers 202 with nothing but a request id, and runs the function with the event', async () => {
    const { lambda, logged } = await startLambda({ 'events.prints': {} });
    const Payload = Buffer.from('{"n": 1}');
    const answer = await invokeEvent(lambda, { FunctionName: 'prints', Payload });
    expect(answer).toMatchObject({ StatusCode: 202, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(answer).not.toHaveProperty('ExecutedVersion');
    expect(answer.Payload ?? []).toHaveLength(0);
    expect(await logged(/^ran /)).toEqual([`ran ${answer.requestId} {"n":1}`]);
  });

  it('runs with an empty object when there is no event', async () => {
    const { lambda, logged } = await startLambda({ 'events.prints': {} });
    const { requestId } = await invokeEvent(lambda, { FunctionName: 'prints' });
    expect(await logged(/^ran /)).toEqual([`ran ${requestId} {}`]);
  });

  it('answers before the function does', async () => {
    const { lambda, logged } = await startLambda({ 'fails.hangs': {} });
    expect(await invokeEvent(lambda, { FunctionName: 'hangs' })).toMatchObject({ StatusCode: 202 });
    await logged(/^hanging/);
  });

  it('begins in the order in which events came', async () => {
    const { lambda, logged } = await startLambda({ 'events.prints': { reservedConcurrency: 1 } });
    for (const n of [1, 2, 3])
      await invokeEvent(lambda, { FunctionName: 'prints', Payload: Buffer.from(String(n)) });
    const [first] = await logged(/^ran /);
    expect(first).toMatch(/ 1$/);
  });

  it('takes an event of 1 MiB and no larger one', async () => {
    const { lambda, logged } = await startLambda({ 'echoes.count': {} });
    const eventOf = (bytes: number) => ({
      FunctionName: 'count',
      Payload: Buffer.from(JSON.stringify('x'.repeat(bytes - 2))),
    });
    await invokeEvent(lambda, eventOf(1_048_576));
    await logged(/^REPORT/);
    await expect(invokeEvent(lambda, eventOf(1_048_577))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      message: expect.stringContaining('1048576 bytes'),
    });
  });

  it.each([
    ['an unknown function', { FunctionName: 'absent' }, 'ResourceNotFoundException'],
    ['no JSON', { FunctionName: 'prints', Payload: Buffer.from('{') }, 'InvalidRequestContentException'],
  ])('is refused at once for %s', async (_case, input, name) => {
    const started = await startLambda({ 'events.prints': {} });
    await expect(invokeEvent(started.lambda, input)).rejects.toMatchObject({ name });
    expect(starts(started)).toEqual([]);
  });
});

describe.runIf(withFunctions.holds)(`a function error${withFunctions.unless}`, () => {
  it('is tried again after one minute and after two, under the same request id', async () => {
    const started = await startLambda({ 'fails.throws': {} });
    const { clock, lambda, logged } = started;
    const { requestId } = await invokeEvent(lambda, { FunctionName: 'throws' });
    await logged(/^REPORT/, 1);
    await clock.advance(59_999);
    expect(starts(started)).toHaveLength(1);
    await clock.advance(1);
    expect(starts(started)).toHaveLength(2);
    await logged(/^REPORT/, 2);
    await clock.advance(119_999);
    expect(starts(started)).toHaveLength(2);
    await clock.advance(1);
    await logged(/^REPORT/, 3);
    await clock.advance(24 * 3_600_000);
    expect(starts(started)).toEqual(Array(3).fill(`START RequestId: ${requestId} Version: $LATEST`));
  });

  it('is over with the retry that succeeds', async () => {
    const started = await startLambda({ 'events.succeedsAt': {} });
    const { clock, lambda, logged } = started;
    await invokeEvent(lambda, { FunctionName: 'succeedsAt', Payload: Buffer.from('{"run":2}') });
    await logged(/^REPORT/, 1);
    await clock.advance(60_000);
    await logged(/^REPORT/, 2);
    await clock.advance(24 * 3_600_000);
    expect(starts(started)).toHaveLength(2);
  });

  it.each([0, 1])('is tried again %i times where that is the maximum', async (attempts) => {
    const started = await startLambda({ 'fails.throws': {} });
    const { clock, lambda, logged } = started;
    await setRetries(lambda, 'throws', attempts);
    await invokeEvent(lambda, { FunctionName: 'throws' });
    for (let run = 1; run <= attempts + 1; run += 1) {
      await logged(/^REPORT/, run);
      await clock.advance(180_000);
    }
    expect(starts(started)).toHaveLength(attempts + 1);
  });

  it.each([
    [60, 1],
    [61, 2],
    [90, 2],
    [181, 3],
  ])(
    'with a maximum age of %i seconds is run %i times: a retry that comes too late is not waited for',
    async (age, runs) => {
      const started = await startLambda({ 'fails.throws': { eventInvoke: { maximumEventAgeSeconds: age } } });
      const { clock, lambda, logged } = started;
      await invokeEvent(lambda, { FunctionName: 'throws' });
      for (let run = 1; run <= runs; run += 1) {
        await logged(/^REPORT/, run);
        await clock.advance(60_000 * run);
      }
      await clock.advance(3_600_000);
      expect(starts(started)).toHaveLength(runs);
    },
  );
});

describe.runIf(withFunctions.holds)(`a throttled event${withFunctions.unless}`, () => {
  /** One function that is busy with a request that waits for its answer until the timeout of `seconds`. */
  async function startBusy(seconds: number, queue?: string) {
    const started = await startLambda({
      'fails.hangs': {
        reservedConcurrency: 1,
        timeoutSeconds: seconds,
        ...(queue !== undefined && { deadLetterQueue: queue }),
      },
    });
    const busy = started.lambda.send(new InvokeCommand({ FunctionName: 'hangs' }));
    await started.logged(/^hanging/);
    return { ...started, busy };
  }

  it('is tried again after 1, 2, 4 seconds and so on, and spends no retry', async () => {
    const started = await startBusy(10);
    const { busy, clock, lambda, logged } = started;
    const { requestId } = await invokeEvent(lambda, { FunctionName: 'hangs' });
    const ofEvent = () => starts(started).filter((line) => line.includes(requestId)).length;
    await clock.advance(10_000); // throttled at 0, 1, 3 and 7 seconds
    await busy;
    await clock.advance(4_999);
    expect(ofEvent()).toBe(0);
    await clock.advance(1); // 15 seconds
    expect(ofEvent()).toBe(1);
    for (const pauseMs of [60_000, 120_000]) {
      await logged(/^hanging/, ofEvent() + 1);
      await clock.advance(10_000);
      await logged(/^REPORT/, ofEvent() + 1);
      await clock.advance(pauseMs);
    }
    expect(ofEvent()).toBe(3);
  });

  it('throttled until it is too old ends without a run', async () => {
    const { busy, clock, createQueue, lambda, sqs } = await startBusy(900, 'dead');
    const { url } = await createQueue('dead');
    await setRetries(lambda, 'hangs', 2, 60);
    await invokeEvent(lambda, { FunctionName: 'hangs' });
    await clock.advance(60_000);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MessageAttributeNames: ['All'] }),
    );
    expect(Messages.map(({ MessageAttributes }) => MessageAttributes)).toMatchObject([
      {
        ErrorCode: { DataType: 'Number', StringValue: '429' },
        ErrorMessage: { StringValue: 'Rate Exceeded.' },
      },
    ]);
    await clock.advance(840_000);
    await busy;
  });

  it('of a backlog waits for its turn: all of it runs at a concurrency of one', async () => {
    const started = await startLambda({ 'events.prints': {} });
    const { clock, lambda, lines } = started;
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'prints', ReservedConcurrentExecutions: 1 }),
    );
    for (let n = 0; n < 30; n += 1) await invokeEvent(lambda, { FunctionName: 'prints' });
    const ran = () => lines.filter((line) => line.startsWith('ran ')).length;
    await expect.poll(async () => (await clock.advance(1000), ran()), { timeout: 10_000 }).toBe(30);
  });
});
