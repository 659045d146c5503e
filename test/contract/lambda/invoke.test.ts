import { InvokeCommand, type LambdaClient, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:handler';

async function invoke(client: LambdaClient, input: InvokeCommandInput) {
  const answer = await client.send(new InvokeCommand(input));
  const text = Buffer.from(answer.Payload ?? []).toString();
  return { ...answer, payload: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>) };
}

describe.runIf(withFunctions.holds)(`Invoke${withFunctions.unless}`, () => {
  it.each(['handler', 'handler:$LATEST', '000000000000:function:handler', ARN])(
    'answers for %s',
    async (FunctionName) => {
      const { lambda } = await startLambda({ 'echoes.handler': {} });
      const answer = await invoke(lambda, { FunctionName, Payload: Buffer.from('{"a":[1,"ä"]}') });
      expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(answer).not.toHaveProperty('FunctionError');
      expect(answer).not.toHaveProperty('LogResult');
      expect(answer.payload).toMatchObject({
        event: { a: [1, 'ä'] },
        context: { invokedFunctionArn: ARN, awsRequestId: answer.$metadata.requestId },
      });
    },
  );

  it('passes an empty event and the client context', async () => {
    const { lambda } = await startLambda({ 'echoes.handler': {} });
    const ClientContext = Buffer.from('{"custom":{"k":"v"}}').toString('base64');
    const { payload } = await invoke(lambda, { FunctionName: 'handler', ClientContext });
    expect(payload).toMatchObject({ event: {}, context: { clientContext: { custom: { k: 'v' } } } });
  });

  it('tells a function error apart, and gives the tail of the log', async () => {
    const { lambda } = await startLambda({ 'fails.throws': {} });
    const answer = await invoke(lambda, { FunctionName: 'throws', LogType: 'Tail' });
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(answer.payload).toMatchObject({
      errorType: 'PaymentDeclined',
      errorMessage: 'card 4242 declined',
    });
    const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
    expect(log).toContain(`START RequestId: ${answer.$metadata.requestId} Version: $LATEST`);
    expect(log).toContain('REPORT RequestId: ');
  });

  it('does not run a dry run', async () => {
    const { lambda, lines } = await startLambda({ 'echoes.handler': {} });
    const answer = await invoke(lambda, { FunctionName: 'handler', InvocationType: 'DryRun' });
    expect(answer.StatusCode).toBe(204);
    expect(lines).toEqual([]);
  });

  it.each([
    [
      'an unknown function',
      { FunctionName: 'absent' },
      'ResourceNotFoundException',
      404,
      'Function not found: arn:aws:lambda:us-east-1:000000000000:function:absent',
    ],
    [
      'an unknown version',
      { FunctionName: 'handler', Qualifier: 'prod' },
      'ResourceNotFoundException',
      404,
      `Function not found: ${ARN}:prod`,
    ],
    [
      'a payload that is no JSON',
      { FunctionName: 'handler', Payload: Buffer.from('{oops') },
      'InvalidRequestContentException',
      400,
      'Could not parse request body into json',
    ],
    [
      'a payload of more than 6 MB',
      { FunctionName: 'handler', Payload: Buffer.from(JSON.stringify('x'.repeat(6 * 1024 * 1024))) },
      'RequestTooLargeException',
      413,
      'Request must be smaller than 6291456 bytes',
    ],
  ])('refuses %s', async (_name, input, name, status, message) => {
    const { lambda } = await startLambda({ 'echoes.handler': {} });
    await expect(invoke(lambda, input)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
      $metadata: { httpStatusCode: status },
    });
  });

  it('throttles at the reserved concurrency', async () => {
    const { lambda } = await startLambda({ 'echoes.handler': { reservedConcurrency: 0 } });
    await expect(invoke(lambda, { FunctionName: 'handler' })).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      $metadata: { httpStatusCode: 429 },
    });
  });
});
