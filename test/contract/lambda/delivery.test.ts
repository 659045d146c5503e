import { InvokeCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import {
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

const VISIBILITY_SECONDS = 30;

/** Sends up to ten bodies in one call. */
async function send(sqs: SQSClient, url: string, bodies: string[]) {
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );
}

/** Visible and in flight. */
async function depth(sqs: SQSClient, url: string): Promise<[string | undefined, string | undefined]> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible];
}

const delivered = (lines: string[]) =>
  lines.filter((line) => line.startsWith('delivered ')).map((line) => line.slice('delivered '.length));

describe.runIf(withFunctions.holds)(`a successful batch${withFunctions.unless}`, () => {
  it('is deleted as a whole', async () => {
    const { createQueue, logged, map, sqs } = await startLambda({ 'consumes.succeeds': {} });
    const { url, arn } = await createQueue('orders');
    await send(sqs, url, ['a', 'b', 'c']);
    await map({ FunctionName: 'succeeds', EventSourceArn: arn });
    await logged(/^REPORT/);
    expect(delivered(await logged(/^delivered/, 3))).toEqual(['a 1', 'b 1', 'c 1']);
    expect(await depth(sqs, url)).toEqual(['0', '0']);
  });

  it('has records as AWS makes them', async () => {
    const { createQueue, logged, map, sqs } = await startLambda({ 'consumes.shows': {} });
    const { url, arn } = await createQueue('orders');
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: 'hello',
        MessageAttributes: {
          number: { DataType: 'Number', StringValue: '7' },
          bytes: { DataType: 'Binary.png', BinaryValue: Uint8Array.from([1, 2, 255]) },
        },
      }),
    );
    await map({ FunctionName: 'shows', EventSourceArn: arn });
    const [line = ''] = await logged(/^record /);
    expect(JSON.parse(line.slice('record '.length))).toEqual({
      messageId: sent.MessageId,
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: expect.any(String),
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      },
      messageAttributes: {
        number: { stringValue: '7', stringListValues: [], binaryListValues: [], dataType: 'Number' },
        bytes: { binaryValue: 'AQL/', stringListValues: [], binaryListValues: [], dataType: 'Binary.png' },
      },
      md5OfMessageAttributes: sent.MD5OfMessageAttributes,
      md5OfBody: sent.MD5OfMessageBody,
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: 'us-east-1',
    });
  });
});

describe.runIf(withFunctions.holds)(`a batch with failures${withFunctions.unless}`, () => {
  it('of ten, three failed: seven are deleted, three return when the visibility timeout ends', async () => {
    const { clock, createQueue, logged, map, sqs, lines } = await startLambda({ 'consumes.failsOnce': {} });
    const { url, arn } = await createQueue('orders', { VisibilityTimeout: String(VISIBILITY_SECONDS) });
    const bodies = Array.from({ length: 10 }, (_, index) =>
      index % 4 === 1 ? `fail-${index}` : `good-${index}`,
    );
    await send(sqs, url, bodies);
    await map({
      FunctionName: 'failsOnce',
      EventSourceArn: arn,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    await logged(/^REPORT/);
    expect(delivered(lines)).toHaveLength(10);
    expect(await depth(sqs, url)).toEqual(['0', '3']);

    await clock.advance((VISIBILITY_SECONDS - 1) * 1000);
    expect(delivered(lines)).toHaveLength(10);
    await clock.advance(1000);
    const again = delivered(await logged(/^delivered fail.* 2$/, 3));
    expect(again.toSorted()).toEqual(['fail-1 2', 'fail-5 2', 'fail-9 2']);
    await logged(/^REPORT/, 2);
    expect(await depth(sqs, url)).toEqual(['0', '0']);
  });

  it('returns as a whole when the function fails', async () => {
    const { clock, createQueue, logged, map, sqs } = await startLambda({ 'consumes.failsWhole': {} });
    const { url, arn } = await createQueue('orders', { VisibilityTimeout: String(VISIBILITY_SECONDS) });
    await send(sqs, url, ['a', 'b']);
    await map({ FunctionName: 'failsWhole', EventSourceArn: arn });
    await logged(/^REPORT/);
    expect(await depth(sqs, url)).toEqual(['0', '2']);
    await clock.advance(VISIBILITY_SECONDS * 1000);
    expect(delivered(await logged(/^delivered . 2$/, 2))).toEqual(['a 2', 'b 2']);
  });

  it('reaches the dead-letter queue after maxReceiveCount deliveries', async () => {
    const { clock, createQueue, logged, map, sqs } = await startLambda({ 'consumes.failsWhole': {} });
    const deadLetters = await createQueue('dead');
    const { url, arn } = await createQueue('orders', {
      VisibilityTimeout: '5',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 3 }),
    });
    await send(sqs, url, ['a']);
    await map({ FunctionName: 'failsWhole', EventSourceArn: arn });
    for (const attempt of [1, 2, 3]) {
      await logged(/^REPORT/, attempt);
      expect(await depth(sqs, deadLetters.url)).toEqual(['0', '0']);
      await clock.advance(5000);
    }
    expect(await depth(sqs, deadLetters.url)).toEqual(['1', '0']);
    expect(delivered(await logged(/^delivered/, 3))).toEqual(['a 1', 'a 2', 'a 3']);
  });

  it.each([
    ['{}', '0'],
    ['null', '0'],
    ['{"batchItemFailures":[]}', '0'],
    ['{"batchItemFailures":[{"itemIdentifier":""}]}', '1'],
    ['{"batchItemFailures":[{"itemIdentifier":"unknown"}]}', '1'],
    ['{"batchItemFailures":[{"foo":"bar"}]}', '1'],
  ])('answered with %s leaves %s', async (body, left) => {
    const { createQueue, logged, map, sqs } = await startLambda({ 'consumes.answersWithBody': {} });
    const { url, arn } = await createQueue('orders');
    await send(sqs, url, [body]);
    await map({
      FunctionName: 'answersWithBody',
      EventSourceArn: arn,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    await logged(/^REPORT/);
    expect(await depth(sqs, url)).toEqual(['0', left]);
  });

  it('without ReportBatchItemFailures, what the function answers does not matter', async () => {
    const { createQueue, logged, map, sqs } = await startLambda({ 'consumes.answersWithBody': {} });
    const { url, arn } = await createQueue('orders');
    await send(sqs, url, ['{"batchItemFailures":[{"itemIdentifier":""}]}']);
    await map({ FunctionName: 'answersWithBody', EventSourceArn: arn });
    await logged(/^REPORT/);
    expect(await depth(sqs, url)).toEqual(['0', '0']);
  });
});

describe.runIf(withFunctions.holds)(`batching${withFunctions.unless}`, () => {
  it('stops at the batch size', async () => {
    const { createQueue, logged, map, sqs } = await startLambda({ 'consumes.counts': {} });
    const { url, arn } = await createQueue('orders');
    await send(sqs, url, ['1', '2', '3', '4', '5']);
    await map({ FunctionName: 'counts', EventSourceArn: arn, BatchSize: 2 });
    const batches = await logged(/^batch of/, 3);
    expect(batches.toSorted()).toEqual(['batch of 1', 'batch of 2', 'batch of 2']);
  });

  it('gathers until the window ends, hiding what it holds for longer than the queue would', async () => {
    const { clock, createQueue, logged, map, sqs, lines } = await startLambda({ 'consumes.counts': {} });
    const { url, arn } = await createQueue('orders', { VisibilityTimeout: '5' });
    await map({
      FunctionName: 'counts',
      EventSourceArn: arn,
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 20,
    });
    await send(sqs, url, ['1', '2', '3']);
    await clock.advance(10_000);
    await send(sqs, url, ['4', '5']);
    await clock.advance(9999);
    expect(lines).toEqual([]);
    await clock.advance(1);
    expect(await logged(/^batch of/)).toEqual(['batch of 5']);
    await logged(/^REPORT/);
    expect(await depth(sqs, url)).toEqual(['0', '0']);
  });

  it('ends a window early when the batch is full', async () => {
    const { createQueue, logged, map, sqs } = await startLambda({ 'consumes.counts': {} });
    const { url, arn } = await createQueue('orders');
    for (const round of [1, 2, 3])
      await send(
        sqs,
        url,
        Array.from({ length: 10 }, (_, index) => `${round}.${index}`),
      );
    await map({
      FunctionName: 'counts',
      EventSourceArn: arn,
      BatchSize: 25,
      MaximumBatchingWindowInSeconds: 300,
    });
    expect(await logged(/^batch of/)).toEqual(['batch of 25']);
  });

  it('keeps an event within 6 MB', async () => {
    const { createQueue, logged, map, sqs } = await startLambda({ 'consumes.counts': { memoryMb: 512 } });
    const { url, arn } = await createQueue('orders');
    for (let index = 0; index < 7; index += 1) await send(sqs, url, ['x'.repeat(1_000_000)]);
    await map({ FunctionName: 'counts', EventSourceArn: arn });
    expect((await logged(/^batch of/, 2)).toSorted()).toEqual(['batch of 1', 'batch of 6']);
    await logged(/^REPORT/, 2);
    expect(await depth(sqs, url)).toEqual(['0', '0']);
  });
});

describe.runIf(withFunctions.holds)(`concurrency${withFunctions.unless}`, () => {
  /** How many batches start when many wait. The handler never ends, so they stay. */
  const started = async (maximumConcurrency?: number) => {
    const { clock, createQueue, logged, map, sqs, lines } = await startLambda({ 'fails.hangs': {} });
    const { url, arn } = await createQueue('orders');
    await send(sqs, url, ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    await map({
      FunctionName: 'hangs',
      EventSourceArn: arn,
      BatchSize: 1,
      ...(maximumConcurrency && { ScalingConfig: { MaximumConcurrency: maximumConcurrency } }),
    });
    const expected = maximumConcurrency ?? 5;
    await logged(/^hanging/, expected);
    expect(await depth(sqs, url)).toEqual([String(10 - expected), String(expected)]);
    await clock.advance(3000);
    await logged(/^REPORT/, expected);
    return lines.filter((line) => line.includes('Task timed out after 3.00 seconds')).length;
  };

  it('starts with five batches', async () => {
    expect(await started()).toBe(5);
  });

  it('obeys MaximumConcurrency', async () => {
    expect(await started(2)).toBe(2);
  });

  it('grows by five batches a second while more waits, up to MaximumConcurrency', async () => {
    const { clock, createQueue, logged, map, sqs } = await startLambda({
      'fails.hangs': { timeoutSeconds: 30 },
    });
    const { url, arn } = await createQueue('orders');
    await send(sqs, url, ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    const ScalingConfig = { MaximumConcurrency: 8 };
    await map({ FunctionName: 'hangs', EventSourceArn: arn, BatchSize: 1, ScalingConfig });
    await logged(/^hanging/, 5);
    await clock.advance(400);
    await logged(/^hanging/, 7);
    expect(await depth(sqs, url)).toEqual(['3', '7']);
    await clock.advance(2000);
    await logged(/^hanging/, 8);
    expect(await depth(sqs, url)).toEqual(['2', '8']);
  });

  it('throttled, keeps trying a batch until its visibility timeout ends, then lets go', async () => {
    const { clock, createQueue, logged, map, sqs, lambda, lines } = await startLambda({
      'fails.hangs': { reservedConcurrency: 1, timeoutSeconds: 20 },
      'consumes.succeeds': {},
    });
    const { url, arn } = await createQueue('orders', { VisibilityTimeout: '30' });
    const blocker = lambda.send(new InvokeCommand({ FunctionName: 'hangs' }));
    await logged(/^hanging/);
    await send(sqs, url, ['a']);
    await map({ FunctionName: 'hangs', EventSourceArn: arn });
    await clock.advance(15_000);
    expect(lines.filter((line) => line === 'hanging')).toHaveLength(1);
    expect(await depth(sqs, url)).toEqual(['0', '1']);
    // The blocker times out at 20 seconds; the batch gets its turn within its own 30 seconds.
    await clock.advance(5000);
    expect((await blocker).FunctionError).toBe('Unhandled');
    await clock.advance(5000);
    await logged(/^hanging/, 2);
  });

  it('throttled throughout, spends a receive every visibility timeout', async () => {
    const { clock, createQueue, map, sqs } = await startLambda({
      'consumes.succeeds': { reservedConcurrency: 0 },
    });
    const deadLetters = await createQueue('dead');
    const { url, arn } = await createQueue('orders', {
      VisibilityTimeout: '30',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 2 }),
    });
    await send(sqs, url, ['a']);
    await map({ FunctionName: 'succeeds', EventSourceArn: arn });
    await clock.advance(59_000);
    expect(await depth(sqs, deadLetters.url)).toEqual(['0', '0']);
    await clock.advance(2000);
    expect(await depth(sqs, deadLetters.url)).toEqual(['1', '0']);
  });
});

describe.runIf(withFunctions.holds)(`a mapping${withFunctions.unless}`, () => {
  it('that is disabled receives no more, and lets its running batch finish', async () => {
    const { clock, createQueue, lambda, logged, map, sqs } = await startLambda({ 'fails.hangs': {} });
    const { url, arn } = await createQueue('orders');
    const UUID = await map({ FunctionName: 'hangs', EventSourceArn: arn });
    await send(sqs, url, ['a']);
    await logged(/^hanging/);
    const update = (Enabled: boolean) => lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
    expect(await update(false)).toMatchObject({ State: 'Disabling' });
    await send(sqs, url, ['b']);
    expect(await depth(sqs, url)).toEqual(['1', '1']);
    await expect(update(true)).rejects.toMatchObject({ name: 'ResourceInUseException' });

    await clock.advance(3000);
    await logged(/^REPORT/);
    await clock.advance(0);
    expect(await update(true)).toMatchObject({ State: 'Enabling' });
    await clock.advance(100);
    await logged(/^hanging/, 2);
    expect(await depth(sqs, url)).toEqual(['0', '2']);
  });

  it('finds a queue again that was deleted and created anew', async () => {
    const { clock, createQueue, logged, map, sqs, lines } = await startLambda({ 'consumes.succeeds': {} });
    const { url, arn } = await createQueue('orders');
    await map({ FunctionName: 'succeeds', EventSourceArn: arn });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await clock.advance(61_000);
    await createQueue('orders');
    await send(sqs, url, ['a']);
    await clock.advance(5000);
    await logged(/^delivered a 1/);
    expect(delivered(lines)).toEqual(['a 1']);
  });

  it('of a FIFO queue keeps the order of a group', async () => {
    const { createQueue, logged, map, sqs, lines } = await startLambda({ 'consumes.succeeds': {} });
    const { url, arn } = await createQueue('orders.fifo', {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'true',
    });
    await map({ FunctionName: 'succeeds', EventSourceArn: arn, BatchSize: 2 });
    for (const body of ['1', '2', '3', '4', '5'])
      await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: 'g' }));
    await logged(/^delivered/, 5);
    expect(delivered(lines)).toEqual(['1 1', '2 1', '3 1', '4 1', '5 1']);
  });
});
