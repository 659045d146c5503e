import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  ListFunctionEventInvokeConfigsCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

const FunctionName = 'handler';
const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:handler:$LATEST';
const OTHER = 'arn:aws:lambda:us-east-1:000000000000:function:count';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:orders-failed';
const NONE = { OnSuccess: {}, OnFailure: {} };

const start = () => startLambda({ 'echoes.handler': {}, 'echoes.count': {} });
type Client = Awaited<ReturnType<typeof start>>['lambda'];

async function read(lambda: Client) {
  const { $metadata: _, ...config } = await lambda.send(
    new GetFunctionEventInvokeConfigCommand({ FunctionName }),
  );
  return config;
}
const put = (lambda: Client, input: Omit<PutFunctionEventInvokeConfigCommandInput, 'FunctionName'>) =>
  lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...input }));
const update = (lambda: Client, input: Omit<PutFunctionEventInvokeConfigCommandInput, 'FunctionName'>) =>
  lambda.send(new UpdateFunctionEventInvokeConfigCommand({ FunctionName, ...input }));

describe.runIf(withFunctions.holds)(
  `a configuration of asynchronous invocation${withFunctions.unless}`,
  () => {
    it('is what was put, and tells nothing that was not', async () => {
      const { lambda } = await start();
      const answer = await put(lambda, { MaximumRetryAttempts: 0 });
      const config = {
        FunctionArn: ARN,
        LastModified: new Date('2026-01-01'),
        MaximumRetryAttempts: 0,
        DestinationConfig: NONE,
      };
      expect(answer).toMatchObject(config);
      expect(await read(lambda)).toEqual(config);
    });

    it('is replaced by the next put, and changed by an update', async () => {
      const { lambda } = await start();
      await put(lambda, {
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: QUEUE } },
      });
      await update(lambda, { MaximumEventAgeInSeconds: 60 });
      expect(await read(lambda)).toMatchObject({
        MaximumRetryAttempts: 1,
        MaximumEventAgeInSeconds: 60,
        DestinationConfig: { OnFailure: { Destination: QUEUE }, OnSuccess: {} },
      });
      await update(lambda, { DestinationConfig: { OnSuccess: { Destination: OTHER } } });
      expect(await read(lambda)).toMatchObject({
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: {}, OnSuccess: { Destination: OTHER } },
      });
      await put(lambda, { MaximumEventAgeInSeconds: 21_600 });
      const { MaximumRetryAttempts, DestinationConfig } = await read(lambda);
      expect([MaximumRetryAttempts, DestinationConfig]).toEqual([undefined, NONE]);
    });

    it('loses a destination to an empty one', async () => {
      const { lambda } = await start();
      await put(lambda, { DestinationConfig: { OnFailure: { Destination: QUEUE } } });
      await update(lambda, { DestinationConfig: { OnFailure: { Destination: '' } } });
      expect(await read(lambda)).toMatchObject({ DestinationConfig: NONE });
    });

    it('is listed for its function, and no more once it is deleted', async () => {
      const { lambda } = await start();
      const list = async () => {
        const answer = await lambda.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName }));
        return answer.FunctionEventInvokeConfigs?.map((config) => config.FunctionArn);
      };
      expect(await list()).toEqual([]);
      await put(lambda, { MaximumRetryAttempts: 2 });
      expect(await list()).toEqual([ARN]);
      const deleted = await lambda.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName }));
      expect(deleted.$metadata.httpStatusCode).toBe(204);
      expect(await list()).toEqual([]);
      await expect(read(lambda)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: `The function ${ARN} doesn't have an EventInvokeConfig`,
      });
    });

    it('comes with the definition of a function', async () => {
      const { lambda } = await startLambda({
        'echoes.handler': { eventInvoke: { maximumRetryAttempts: 1, onFailure: QUEUE } },
      });
      expect(await read(lambda)).toMatchObject({
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: QUEUE }, OnSuccess: {} },
      });
    });

    const notFound = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };
    const commands = (of: { FunctionName: string }) => ({
      put: new PutFunctionEventInvokeConfigCommand({ ...of, MaximumRetryAttempts: 1 }),
      updated: new UpdateFunctionEventInvokeConfigCommand({ ...of, MaximumRetryAttempts: 1 }),
      read: new GetFunctionEventInvokeConfigCommand(of),
      listed: new ListFunctionEventInvokeConfigsCommand(of),
      deleted: new DeleteFunctionEventInvokeConfigCommand(of),
    });

    it.each(['put', 'updated', 'read', 'listed', 'deleted'] as const)(
      'cannot be %s where there is no function',
      async (verb) => {
        const { lambda } = await start();
        const command = commands({ FunctionName: 'absent' })[verb];
        await expect(lambda.send(command)).rejects.toMatchObject({
          ...notFound,
          message: "The function doesn't exist.",
        });
      },
    );

    it.each(['updated', 'read', 'deleted'] as const)('cannot be %s where there is none', async (verb) => {
      const { lambda } = await start();
      const command = commands({ FunctionName })[verb];
      await expect(lambda.send(command)).rejects.toMatchObject({
        ...notFound,
        message: `The function ${ARN} doesn't have an EventInvokeConfig`,
      });
    });

    const refused: [
      string,
      Omit<PutFunctionEventInvokeConfigCommandInput, 'FunctionName'>,
      string,
      string,
    ][] = [
      [
        'three retries',
        { MaximumRetryAttempts: 3 },
        'ValidationException',
        "1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
      ],
      [
        'fewer than no retries',
        { MaximumRetryAttempts: -1 },
        'ValidationException',
        "Value '-1' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value greater than or equal to 0",
      ],
      [
        'an age of 59 seconds',
        { MaximumEventAgeInSeconds: 59 },
        'ValidationException',
        "Value '59' at 'maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
      ],
      [
        'an age of 21,601 seconds',
        { MaximumEventAgeInSeconds: 21_601 },
        'ValidationException',
        "Value '21601' at 'maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value less than or equal to 21600",
      ],
      [
        'nothing at all',
        {},
        'InvalidParameterValueException',
        'You must specify at least one of error handling or destination setting.',
      ],
      [
        'a destination that is no ARN',
        { DestinationConfig: { OnFailure: { Destination: 'orders' } } },
        'ValidationException',
        "Value 'orders' at 'destinationConfig.onFailure.destination' failed to satisfy constraint: Member must satisfy regular expression pattern",
      ],
      [
        'a function that is not there as a destination',
        { DestinationConfig: { OnSuccess: { Destination: `${OTHER}-2` } } },
        'InvalidParameterValueException',
        `The destination ARN ${OTHER}-2 is invalid.`,
      ],
      [
        'itself as a destination',
        { DestinationConfig: { OnSuccess: { Destination: ARN.replace(':$LATEST', '') } } },
        'InvalidParameterValueException',
        "You can't specify the function as a destination for itself.",
      ],
      [
        'a FIFO queue as a destination',
        { DestinationConfig: { OnFailure: { Destination: `${QUEUE}.fifo` } } },
        'InvalidParameterValueException',
        `The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${QUEUE}.fifo)) is invalid.`,
      ],
      [
        'a topic as a destination',
        { DestinationConfig: { OnFailure: { Destination: QUEUE.replace('sqs', 'sns') } } },
        'InvalidParameterValueException',
        'Destinations of sns are not available here',
      ],
    ];
    it.each(refused)('is refused with %s', async (_case, input, name, message) => {
      const { lambda } = await start();
      await expect(put(lambda, input)).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
        $metadata: { httpStatusCode: 400 },
      });
      await expect(read(lambda)).rejects.toMatchObject(notFound);
    });

    it.each([
      { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 },
      { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 21_600 },
    ])('takes the last values within the bounds: %o', async (input) => {
      const { lambda } = await start();
      expect(await put(lambda, input)).toMatchObject(input);
    });
  },
);
