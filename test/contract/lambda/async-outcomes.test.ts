import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  type Message,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { FunctionDefinition } from '#engine/lambda/function-definition';
import { startLambda, withFunctions } from './start.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:outcomes';
const DEAD = 'arn:aws:sqs:us-east-1:000000000000:dead';
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const WHEN = '2026-01-01T00:00:00.000Z';

/** Without retries unless `definitions` say otherwise, with the two queues. */
async function start(definitions: Record<string, Partial<FunctionDefinition>>) {
  const started = await startLambda(
    Object.fromEntries(
      Object.entries(definitions).map(([handler, definition]) => [
        handler,
        { ...definition, eventInvoke: { maximumRetryAttempts: 0, ...definition.eventInvoke } },
      ]),
    ),
  );
  const outcomes = await started.createQueue('outcomes');
  const dead = await started.createQueue('dead');
  const { clock, cloudWatch, lambda, sqs } = started;

  const invokeEvent = async (FunctionName: string, event: string) => {
    const Payload = Buffer.from(event);
    const answer = await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
    return answer.$metadata.requestId ?? '';
  };
  /** The next message of a queue, waiting for it; taken out. */
  const next = async ({ url }: { url: string }): Promise<Message> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        WaitTimeSeconds: 20,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    const [message] = Messages;
    if (!message) throw new TypeError('the queue is empty');
    const { ReceiptHandle } = message;
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    return message;
  };
  const nextRecord = async () => JSON.parse((await next(outcomes)).Body ?? '') as unknown;
  const isEmpty = async ({ url }: { url: string }) => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url }));
    return Messages.length === 0;
  };
  /** Sums of an hour over a function, by name of metric. */
  const sums = async (FunctionName: string, names: string[]) => {
    const { MetricDataResults = [] } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(clock.nowMs() - 3_600_000),
        EndTime: new Date(clock.nowMs() + 3_600_000),
        MetricDataQueries: names.map((MetricName, index) => ({
          Id: `m${index}`,
          Label: MetricName,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Lambda',
              MetricName,
              Dimensions: [{ Name: 'FunctionName', Value: FunctionName }],
            },
            Period: 86_400,
            Stat: 'Sum',
          },
        })),
      }),
    );
    return Object.fromEntries(MetricDataResults.map(({ Label, Values }) => [Label, Values?.[0]]));
  };
  return { ...started, outcomes, dead, invokeEvent, next, nextRecord, isEmpty, sums };
}

describe.runIf(withFunctions.holds)(`a dead-letter queue${withFunctions.unless}`, () => {
  it('gets the event as it was sent, and why it is there', async () => {
    const { dead, invokeEvent, next } = await start({ 'fails.throws': { deadLetterQueue: 'dead' } });
    const event = '{ "id": 12345678901234567890,\n "Ä": "€" }';
    const requestId = await invokeEvent('throws', event);
    const message = await next(dead);
    expect(message.Body).toBe(event);
    expect(message.MessageAttributes).toEqual({
      RequestID: { DataType: 'String', StringValue: requestId },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'card 4242 declined' },
    });
    expect(message.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  });

  it('is told the first KB of the error message, in whole characters', async () => {
    const { dead, invokeEvent, next } = await start({ 'events.failsWith': { deadLetterQueue: DEAD } });
    await invokeEvent('failsWith', JSON.stringify(`x${'€'.repeat(1000)}`));
    const { MessageAttributes } = await next(dead);
    expect(MessageAttributes?.['ErrorMessage']?.StringValue).toBe(`x${'€'.repeat(341)}`);
  });

  it.each([
    ['without text', '', undefined],
    ['with control characters', 'red \u001b[31m', 'red \uFFFD[31m'],
  ])('gets the dead letter of an error %s too', async (_case, text, told) => {
    const { dead, invokeEvent, next } = await start({ 'events.failsWith': { deadLetterQueue: 'dead' } });
    await invokeEvent('failsWith', JSON.stringify(text));
    const { MessageAttributes } = await next(dead);
    expect(MessageAttributes?.['ErrorMessage']?.StringValue).toBe(told);
  });

  it('gets no success', async () => {
    const { dead, invokeEvent, isEmpty, nextRecord } = await start({
      'events.prints': { deadLetterQueue: 'dead', eventInvoke: { onSuccess: QUEUE } },
    });
    await invokeEvent('prints', '{}');
    await nextRecord();
    expect(await isEmpty(dead)).toBe(true);
  });
});

describe.runIf(withFunctions.holds)(`a destination${withFunctions.unless}`, () => {
  it('gets the record of a failure, field by field', async () => {
    const { invokeEvent, nextRecord } = await start({
      'fails.throws': { eventInvoke: { onFailure: QUEUE } },
    });
    const requestId = await invokeEvent('throws', '{"order":7}');
    expect(await nextRecord()).toEqual({
      version: '1.0',
      timestamp: WHEN,
      requestContext: {
        requestId,
        functionArn: `${functionArn('throws')}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 1,
      },
      requestPayload: { order: 7 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: {
        errorType: 'PaymentDeclined',
        errorMessage: 'card 4242 declined',
        trace: expect.any(Array) as unknown[],
      },
    });
  });

  it('gets the record of a success, without an error', async () => {
    const { invokeEvent, nextRecord } = await start({
      'events.prints': { eventInvoke: { onSuccess: QUEUE } },
    });
    const requestId = await invokeEvent('prints', 'null');
    expect(await nextRecord()).toEqual({
      version: '1.0',
      timestamp: WHEN,
      requestContext: {
        requestId,
        functionArn: `${functionArn('prints')}:$LATEST`,
        condition: 'Success',
        approximateInvokeCount: 1,
      },
      requestPayload: null,
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: 'done',
    });
  });

  it('counts the runs of a failure, and one for a success whatever it took', async () => {
    const eventInvoke = { maximumRetryAttempts: 2, onSuccess: QUEUE, onFailure: QUEUE };
    const { clock, invokeEvent, logged, nextRecord } = await start({
      'fails.throws': { eventInvoke },
      'events.succeedsAt': { eventInvoke },
    });
    await invokeEvent('throws', '{}');
    for (const [run, pauseMs] of [60_000, 120_000, 0].entries()) {
      await logged(/^REPORT/, run + 1);
      await clock.advance(pauseMs);
    }
    expect(await nextRecord()).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    });
    await invokeEvent('succeedsAt', '{"run":2}');
    await logged(/^REPORT/, 4);
    await clock.advance(60_000);
    await logged(/^REPORT/, 5);
    expect(await nextRecord()).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 1 },
      responsePayload: 'run 2',
    });
  });

  it('is told when an event is too old, with its last response', async () => {
    const { invokeEvent, nextRecord } = await start({
      'fails.throws': {
        eventInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 60, onFailure: QUEUE },
      },
    });
    await invokeEvent('throws', '{}');
    expect(await nextRecord()).toMatchObject({
      requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 },
      responseContext: { functionError: 'Unhandled' },
      responsePayload: { errorType: 'PaymentDeclined' },
    });
  });

  it('and a dead-letter queue both get a failure', async () => {
    const { dead, invokeEvent, next, nextRecord } = await start({
      'fails.throws': { deadLetterQueue: 'dead', eventInvoke: { onFailure: QUEUE } },
    });
    const requestId = await invokeEvent('throws', '[1]');
    expect((await next(dead)).Body).toBe('[1]');
    expect(await nextRecord()).toMatchObject({ requestContext: { requestId } });
  });

  it('keeps numbers as they were written', async () => {
    const { invokeEvent, next, outcomes } = await start({
      'fails.throws': { eventInvoke: { onFailure: QUEUE } },
    });
    await invokeEvent('throws', '{"id":12345678901234567890}');
    expect((await next(outcomes)).Body).toContain('"requestPayload":{"id":12345678901234567890}');
  });

  it('can be another function, which is invoked with the record', async () => {
    const { invokeEvent, logged } = await start({
      'fails.throws': { eventInvoke: { onFailure: functionArn('prints') } },
      'events.prints': {},
    });
    const requestId = await invokeEvent('throws', '{}');
    const [line = ''] = await logged(/^ran /);
    expect(line).toContain(`"requestContext":{"requestId":"${requestId}"`);
    expect(line).not.toContain(`ran ${requestId}`);
  });
});

describe.runIf(withFunctions.holds)(`a reserved concurrency of zero${withFunctions.unless}`, () => {
  it('sends events straight to their targets, without a run and without a response', async () => {
    const { dead, invokeEvent, lines, next, nextRecord } = await start({
      'events.prints': {
        reservedConcurrency: 0,
        deadLetterQueue: 'dead',
        eventInvoke: { maximumRetryAttempts: 2, onFailure: QUEUE },
      },
    });
    const requestId = await invokeEvent('prints', '{"a":1}');
    expect(await nextRecord()).toEqual({
      version: '1.0',
      timestamp: WHEN,
      requestContext: {
        requestId,
        functionArn: `${functionArn('prints')}:$LATEST`,
        condition: 'ZeroReservedConcurrency',
        approximateInvokeCount: 0,
      },
      requestPayload: { a: 1 },
    });
    const { MessageAttributes } = await next(dead);
    expect(Object.keys(MessageAttributes ?? {}).toSorted()).toEqual(['ErrorMessage', 'RequestID']);
    expect(lines).toEqual([]);
  });
});

describe.runIf(withFunctions.holds)(`metrics of asynchronous invocations${withFunctions.unless}`, () => {
  it('count events once however often they are tried, and those that are given up', async () => {
    const { clock, invokeEvent, logged, sums } = await start({
      'fails.throws': { eventInvoke: { maximumRetryAttempts: 1 } },
    });
    await invokeEvent('throws', '{}');
    await logged(/^REPORT/);
    await clock.advance(60_000);
    await logged(/^REPORT/, 2);
    await clock.advance(0);
    expect(
      await sums('throws', ['AsyncEventsReceived', 'AsyncEventsDropped', 'AsyncEventAge', 'Errors']),
    ).toEqual({ AsyncEventsReceived: 1, AsyncEventsDropped: 1, AsyncEventAge: 60_000, Errors: 2 });
  });

  it('count what could not be delivered', async () => {
    const { clock, dead, invokeEvent, logged, outcomes, sqs, sums } = await start({
      'fails.throws': { deadLetterQueue: 'dead', eventInvoke: { onFailure: QUEUE } },
    });
    for (const { url } of [dead, outcomes]) await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await clock.advance(60_000);
    await invokeEvent('throws', '{}');
    await logged(/^engine: .*does not exist/, 2);
    expect(await sums('throws', ['DeadLetterErrors', 'DestinationDeliveryFailures'])).toEqual({
      DeadLetterErrors: 1,
      DestinationDeliveryFailures: 1,
    });
  });
});
