import { writeSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { createSystemClock } from '../../core/system-clock.ts';
import {
  describeImportError,
  describeThrown,
  describeUnhandledRejection,
  handlerNotFound,
  type FunctionError,
} from './function-error.ts';
import { MESSAGE_FD, type InvokeMessage, type RuntimeMessage } from './protocol.ts';

// The process of an execution environment. This is the function's world: its clock is the real one.

type Handler = (event: unknown, context: object) => unknown;

/** Exit codes of Lambda's own Node.js runtime. */
const EXIT_INIT_FAILED = 1;
const EXIT_UNHANDLED_REJECTION = 128;
const EXIT_UNCAUGHT_EXCEPTION = 129;

const clock = createSystemClock();
const [moduleUrl = '', handlerName = ''] = process.argv.slice(2);

function post(message: RuntimeMessage): void {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < line.length;) written += writeSync(MESSAGE_FD, line, written);
}

function die(error: FunctionError, exitCode: number): never {
  post({ type: 'fatal', error });
  process.exit(exitCode);
}

/** Takes the place of a stream's `write`, so that output and answers keep their order. */
function write(chunk: string | Uint8Array, second?: unknown, third?: unknown): boolean {
  const encoding = typeof second === 'string' ? (second as BufferEncoding) : undefined;
  const text =
    typeof chunk === 'string' && !encoding ? chunk : Buffer.from(chunk as string, encoding).toString();
  post({ type: 'output', text });
  const callback = typeof second === 'function' ? second : third;
  if (typeof callback === 'function') process.nextTick(callback);
  return true;
}

async function loadHandler(): Promise<Handler> {
  let module: Record<string, unknown>;
  try {
    module = (await import(moduleUrl)) as Record<string, unknown>;
  } catch (error) {
    return die(describeImportError(error), EXIT_INIT_FAILED);
  }
  const handler = module[handlerName];
  if (typeof handler === 'function') return handler as Handler;
  const { pathname } = new URL(moduleUrl);
  const name = `${basename(pathname, extname(pathname))}.${handlerName}`;
  return die(handlerNotFound(name), EXIT_INIT_FAILED);
}

function createContext({ requestId, invokedFunctionArn, clientContext, timeoutMs }: InvokeMessage) {
  const deadlineMs = clock.nowMs() + timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: process.env['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn,
    awsRequestId: requestId,
    ...(clientContext !== undefined && { clientContext: JSON.parse(clientContext) as unknown }),
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - clock.nowMs()),
  };
}

async function run(handler: Handler, message: InvokeMessage): Promise<void> {
  try {
    const result = await handler(JSON.parse(message.payload), createContext(message));
    post({ type: 'result', payload: serialize(result), peakMemoryMb: peakMemoryMb() });
  } catch (error) {
    post({ type: 'failed', error: describeThrown(error), peakMemoryMb: peakMemoryMb() });
  }
}

/** Node gives kilobytes. */
function peakMemoryMb(): number {
  return Math.ceil(process.resourceUsage().maxRSS / 1024);
}

function serialize(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

process.stdout.write = write;
process.stderr.write = write;
process.on('uncaughtException', (error) => die(describeThrown(error), EXIT_UNCAUGHT_EXCEPTION));
process.on('unhandledRejection', (reason) =>
  die(describeUnhandledRejection(reason), EXIT_UNHANDLED_REJECTION),
);

// Ctrl-C reaches every process of the terminal; the engine decides when this one ends, or is gone itself.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

const handler = await loadHandler();
process.on('message', (message) => void run(handler, message as InvokeMessage));
post({ type: 'ready' });
