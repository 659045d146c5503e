import { parseArgs } from 'node:util';
import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { processor } from '#infra/functions';
import { Failure, runMain } from './desk/failure.ts';
import { DEFAULT_ENGINE_PORT, LOOPBACK, readPort } from './desk/ports.ts';
import { connectTo, disconnect } from './provision/clients.ts';

/** Plays the deployment of a fix: the local processor accepts every message from now on; with `--undo` it fails as before. */
await runMain(async () => {
  const { undo } = parseArgs({ options: { undo: { type: 'boolean', default: false } } }).values;
  const port = readPort(process.env, 'REDRIVE_ENGINE_PORT', DEFAULT_ENGINE_PORT);
  const endpoint = `http://${LOOPBACK}:${port}`;
  const clients = connectTo(endpoint, 'us-east-1');
  const rule = undo ? processor.environment['PROCESSOR_RULE'] : 'accept-all';
  try {
    await clients.lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: processor.functionName,
        Environment: { Variables: { ...processor.environment, PROCESSOR_RULE: rule ?? '' } },
      }),
    );
  } catch (error) {
    throw new Failure(
      `The engine on ${endpoint} did not take it: ${(error as Error).message} Is npm start running?`,
    );
  } finally {
    disconnect(clients);
  }
  console.log(
    undo
      ? 'The processor fails again as its messages say.'
      : 'The fix is deployed: the processor accepts every message.',
  );
});
