import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  type ListEventSourceMappingsCommandInput,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:orders';
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:succeeds';

async function start() {
  const context = await startLambda({ 'consumes.succeeds': {}, 'consumes.counts': {} });
  await context.createQueue('orders');
  const create = (input: Partial<CreateEventSourceMappingCommandInput> = {}) =>
    context.lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName: 'succeeds', EventSourceArn: QUEUE_ARN, ...input }),
    );
  const get = (UUID: string | undefined) => context.lambda.send(new GetEventSourceMappingCommand({ UUID }));
  return { ...context, create, get };
}

describe.runIf(withFunctions.holds)(`the life of an event source mapping${withFunctions.unless}`, () => {
  it('is created with AWS’s defaults, then enabled', async () => {
    const { clock, create, get } = await start();
    const created = await create();
    const expected = {
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      EventSourceArn: QUEUE_ARN,
      FunctionArn: FUNCTION_ARN,
      FunctionResponseTypes: [],
      StateTransitionReason: 'USER_INITIATED',
      EventSourceMappingArn: `arn:aws:lambda:us-east-1:000000000000:event-source-mapping:${created.UUID}`,
    };
    expect(created).toMatchObject({ ...expected, State: 'Creating', $metadata: { httpStatusCode: 202 } });
    expect(created.LastModified).toEqual(new Date(clock.nowMs()));
    expect(created).not.toHaveProperty('LastProcessingResult');
    await clock.advance(100);
    const enabled = await get(created.UUID);
    expect(enabled).toMatchObject({ ...expected, State: 'Enabled' });
    expect(enabled.LastModified).toEqual(new Date(clock.nowMs()));
  });

  it('takes every setting', async () => {
    const { clock, create, get } = await start();
    const settings = {
      BatchSize: 50,
      MaximumBatchingWindowInSeconds: 3,
      FunctionResponseTypes: ['ReportBatchItemFailures' as const],
      ScalingConfig: { MaximumConcurrency: 2 },
    };
    const { UUID } = await create({ ...settings, Enabled: false, FunctionName: FUNCTION_ARN });
    await clock.advance(100);
    expect(await get(UUID)).toMatchObject({ ...settings, State: 'Disabled' });
  });

  it('is disabled, enabled, changed and deleted', async () => {
    const { clock, create, get, lambda } = await start();
    const { UUID } = await create();
    const update = (input: object) => lambda.send(new UpdateEventSourceMappingCommand({ UUID, ...input }));
    await clock.advance(100);

    expect(await update({ Enabled: false })).toMatchObject({ State: 'Disabling' });
    await clock.advance(0);
    expect(await get(UUID)).toMatchObject({ State: 'Disabled' });
    expect(await update({ Enabled: true })).toMatchObject({ State: 'Enabling' });
    await clock.advance(100);
    expect(await update({ BatchSize: 3 })).toMatchObject({ State: 'Updating', BatchSize: 3 });
    await clock.advance(100);
    expect(await get(UUID)).toMatchObject({ State: 'Enabled', BatchSize: 3 });

    const deleted = await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    expect(deleted).toMatchObject({ UUID, State: 'Deleting', $metadata: { httpStatusCode: 202 } });
    await clock.advance(0);
    await expect(get(UUID)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
  });

  it('is in use while a change is under way', async () => {
    const { create, lambda } = await start();
    const { UUID } = await create();
    for (const command of [
      new DeleteEventSourceMappingCommand({ UUID }),
      new UpdateEventSourceMappingCommand({ UUID, BatchSize: 3 }),
    ]) {
      await expect(lambda.send(command)).rejects.toMatchObject({ name: 'ResourceInUseException' });
    }
  });

  it('outlives its queue, and can then be disabled and deleted', async () => {
    const { clock, create, get, lambda, sqs, engine } = await start();
    const { UUID } = await create();
    await clock.advance(100);
    await sqs.send(new DeleteQueueCommand({ QueueUrl: `${engine.endpoint}/000000000000/orders` }));
    await clock.advance(60_000);
    expect(await get(UUID)).toMatchObject({ State: 'Enabled' });
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    await clock.advance(0);
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await clock.advance(0);
    await expect(get(UUID)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe.runIf(withFunctions.holds)(`ListEventSourceMappings${withFunctions.unless}`, () => {
  it('filters by queue and function, and pages', async () => {
    const { create, createQueue, lambda } = await start();
    const other = await createQueue('other');
    const first = await create();
    const second = await create({ EventSourceArn: other.arn });
    const third = await create({ FunctionName: 'counts' });
    const list = async (input: ListEventSourceMappingsCommandInput) => {
      const answer = await lambda.send(new ListEventSourceMappingsCommand(input));
      return [answer.EventSourceMappings?.map(({ UUID }) => UUID), answer.NextMarker];
    };
    expect(await list({})).toEqual([[first.UUID, second.UUID, third.UUID], undefined]);
    expect(await list({ EventSourceArn: QUEUE_ARN })).toEqual([[first.UUID, third.UUID], undefined]);
    expect(await list({ FunctionName: FUNCTION_ARN })).toEqual([[first.UUID, second.UUID], undefined]);
    expect(await list({ FunctionName: 'succeeds', EventSourceArn: other.arn })).toEqual([
      [second.UUID],
      undefined,
    ]);
    const [page, marker] = await list({ MaxItems: 2 });
    expect(page).toEqual([first.UUID, second.UUID]);
    expect(await list({ MaxItems: 2, Marker: String(marker) })).toEqual([[third.UUID], undefined]);
    await expect(list({ FunctionName: 'absent' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe.runIf(withFunctions.holds)(`CreateEventSourceMapping refuses${withFunctions.unless}`, () => {
  const refused: [string, Partial<CreateEventSourceMappingCommandInput>, string, string][] = [
    ['an unknown function', { FunctionName: 'absent' }, 'ResourceNotFoundException', 'Function not found'],
    [
      'an unknown queue',
      { EventSourceArn: `${QUEUE_ARN}-absent` },
      'InvalidParameterValueException',
      'AWS.SimpleQueueService.NonExistentQueue',
    ],
    [
      'a source that is no queue',
      { EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' },
      'InvalidParameterValueException',
      'Unrecognized event source.',
    ],
    [
      'no source',
      { EventSourceArn: undefined },
      'InvalidParameterValueException',
      'Unrecognized event source.',
    ],
    ['a batch size of 0', { BatchSize: 0 }, 'InvalidParameterValueException', 'BatchSize'],
    ['a batch size of 10,001', { BatchSize: 10_001 }, 'InvalidParameterValueException', 'BatchSize'],
    [
      'a batch size of 11 without a window',
      { BatchSize: 11 },
      'InvalidParameterValueException',
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    ],
    [
      'a window of 301 seconds',
      { MaximumBatchingWindowInSeconds: 301 },
      'InvalidParameterValueException',
      'MaximumBatchingWindowInSeconds',
    ],
    [
      'a maximum concurrency of 1',
      { ScalingConfig: { MaximumConcurrency: 1 } },
      'InvalidParameterValueException',
      'MaximumConcurrency',
    ],
    [
      'a filter that is no pattern',
      { FilterCriteria: { Filters: [{ Pattern: '{"body":"text"}' }] } },
      'InvalidParameterValueException',
      'Invalid filter pattern definition.',
    ],
    [
      'options of streams',
      { StartingPosition: 'LATEST' },
      'InvalidParameterValueException',
      'StartingPosition is not available',
    ],
  ];

  it.each(refused)('%s', async (_name, input, name, message) => {
    const { create, lambda } = await start();
    await expect(create(input)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings).toEqual([]);
  });

  it('a function whose timeout is longer than the queue’s visibility timeout', async () => {
    const { lambda, createQueue } = await startLambda({ 'consumes.succeeds': { timeoutSeconds: 9 } });
    const { arn } = await createQueue('short', { VisibilityTimeout: '5' });
    await expect(
      lambda.send(new CreateEventSourceMappingCommand({ FunctionName: 'succeeds', EventSourceArn: arn })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Queue visibility timeout: 5 seconds is less than Function timeout: 9 seconds',
    });
  });

  it('a window on a FIFO queue', async () => {
    const { create, createQueue } = await start();
    const { arn } = await createQueue('orders.fifo', { FifoQueue: 'true' });
    await expect(create({ EventSourceArn: arn, MaximumBatchingWindowInSeconds: 1 })).rejects.toMatchObject({
      message: 'Batching window is not supported for FIFO queues.',
    });
    await expect(create({ EventSourceArn: arn })).resolves.toMatchObject({ State: 'Creating' });
  });

  it('a second mapping of the same queue and function', async () => {
    const { create } = await start();
    const { UUID } = await create();
    await expect(create()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `An event source mapping with SQS arn (" ${QUEUE_ARN} ") and function (" succeeds ") already exists. Please update or delete the existing mapping with UUID ${UUID}`,
      $metadata: { httpStatusCode: 409 },
    });
  });
});
