import { parseArgs } from 'node:util';
import { DEFAULT_DATA_DIRECTORY, DEFAULT_PORT, startEngine } from './engine.ts';

/** `npm run engine [-- --memory]`: SQS, CloudWatch, Lambda and DynamoDB for any AWS client, until Ctrl-C. */
async function main(): Promise<void> {
  const { memory } = parseArgs({ options: { memory: { type: 'boolean', default: false } } }).values;
  const dataDirectory = memory ? undefined : process.env['REDRIVE_DATA_DIR'] || DEFAULT_DATA_DIRECTORY;
  const region = process.env['AWS_REGION'] || 'us-east-1';
  const engine = await startEngine({
    port: readPort(process.env['REDRIVE_ENGINE_PORT']),
    account: { region },
    ...(dataDirectory !== undefined && { dataDirectory }),
    log: (line) => console.log(line),
  });

  const { queues, messages } = engine.restored;
  console.log(`Redrive's engine listens on ${engine.endpoint} (SQS, CloudWatch, Lambda, DynamoDB). Ctrl-C stops it.
${dataDirectory === undefined ? 'Its state is in memory and ends with it.' : `Its state is kept in ${dataDirectory}: ${queues} queues, ${messages} messages now.`}

Point any AWS client at it with:
  export AWS_ENDPOINT_URL=${engine.endpoint}
  export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local`);

  const stop = () => {
    engine.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function readPort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`REDRIVE_ENGINE_PORT must be a port from 0 to 65535, not "${text}".`);
  }
  return port;
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
