import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/fault.ts';
import { randomIds } from '../../core/ids.ts';
import { createManualClock } from '../../core/manual-clock.ts';
import type { Datum } from '../../core/metric-sink.ts';
import type { FunctionDefinition } from '../function-definition.ts';
import { createFunctionMetrics } from './function-metrics.ts';
import { createFunctionRuntime, type FunctionRuntime } from './function-runtime.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function fixture(file: string): string {
  return fileURLToPath(new URL(`../../../test/fixtures/functions/${file}`, import.meta.url));
}

function start(entry: string, handler: string, change: Partial<FunctionDefinition> = {}) {
  const clock = createManualClock();
  const lines: string[] = [];
  const data: Datum[] = [];
  let listener: (line: string) => void = () => {};
  const definition = {
    name: 'subject',
    entry,
    handler,
    timeoutSeconds: 3,
    memoryMb: 128,
    environment: {},
    ...change,
  };
  const runtime: FunctionRuntime = createFunctionRuntime({
    clock,
    ids: randomIds,
    region: 'eu-central-1',
    definition: () => definition,
    endpoint: () => 'http://127.0.0.1:1',
    account: { running: 0 },
    metrics: createFunctionMetrics({ functionName: 'subject', sink: { put: (datum) => data.push(datum) } }),
    onLine: (line) => {
      lines.push(line);
      listener(line);
    },
  });
  closing.push(() => runtime.close());
  const invoke = (event: unknown, requestId = 'request-1') =>
    runtime.invoke({
      requestId,
      invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:subject',
      payload: JSON.stringify(event),
      clientContext: undefined,
    });
  const printed = (wanted: string) =>
    new Promise<void>((resolve) => {
      if (lines.includes(wanted)) resolve();
      listener = (line) => line === wanted && resolve();
    });
  return { clock, runtime, definition, lines, data, invoke, printed };
}

describe('a handler that answers', () => {
  it('gets event, context and only its own environment', async () => {
    const { invoke } = start(fixture('echoes.ts'), 'handler', { environment: { STAGE: 'test' } });
    const { payload, failed } = await invoke({ Records: [1] });
    const { event, context, environment } = JSON.parse(payload);
    expect(failed).toBe(false);
    expect(event).toEqual({ Records: [1] });
    expect(context).toMatchObject({
      functionName: 'subject',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:subject',
      memoryLimitInMB: '128',
      awsRequestId: 'request-1',
      logGroupName: '/aws/lambda/subject',
    });
    expect(context.logStreamName).toMatch(/^2026\/01\/01\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(context.remainingMs).toBeGreaterThan(2000);
    expect(context.remainingMs).toBeLessThanOrEqual(3000);
    expect(environment).toMatchObject({
      STAGE: 'test',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_LAMBDA_FUNCTION_NAME: 'subject',
      _HANDLER: 'handler',
    });
    expect(Object.keys(environment)).not.toContain('PATH');
    expect(Object.keys(environment)).not.toContain('HOME');
  });

  it('answers null for undefined', async () => {
    const { invoke } = start(fixture('echoes.ts'), 'answersNothing');
    await expect(invoke({})).resolves.toMatchObject({ payload: 'null', failed: false });
  });

  it.each([
    ['answersWithACycle', 'Error', 'Unable to stringify response body'],
    ['answersTooMuch', 'Function.ResponseSizeTooLarge', 'exceeded maximum allowed payload size'],
  ])('fails when it %s', async (handler, errorType, message) => {
    const { invoke } = start(fixture('echoes.ts'), handler);
    const { payload, failed } = await invoke({});
    expect(failed).toBe(true);
    expect(JSON.parse(payload)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
  });
});

describe('a handler that fails', () => {
  it.each([
    ['throws', 'PaymentDeclined', 'card 4242 declined'],
    ['throwsText', 'string', 'just text'],
    ['throwsLater', 'TypeError', 'escaped the handler'],
    ['rejectsUnheard', 'Runtime.UnhandledPromiseRejection', 'RangeError: nobody listens'],
  ])('%s: %s', async (handler, errorType, errorMessage) => {
    const { invoke, lines } = start(fixture('fails.ts'), handler);
    const { payload, failed } = await invoke({});
    expect(failed).toBe(true);
    expect(JSON.parse(payload)).toMatchObject({ errorType, errorMessage, trace: expect.any(Array) });
    expect(lines.some((line) => line.includes('Invoke Error') && line.includes(errorMessage))).toBe(true);
  });

  it.each([
    [3, 'RequestId: request-1 Error: Runtime exited with error: exit status 3'],
    [0, 'RequestId: request-1 Error: Runtime exited without providing a reason'],
  ])('exits with %i, and what it printed is kept', async (code, errorMessage) => {
    const { invoke, lines } = start(fixture('fails.ts'), 'exits');
    const { payload } = await invoke({ code });
    expect(JSON.parse(payload)).toEqual({ errorType: 'Runtime.ExitError', errorMessage });
    expect(lines).toContain('last words');
  });

  it.each([
    ['exhaustsMemory', 'many objects'],
    ['exhaustsMemoryAtOnce', 'one huge array'],
  ])('%s (%s), and takes nobody with it', { timeout: 30_000 }, async (handler) => {
    const { invoke, lines } = start(fixture('fails.ts'), handler);
    const { payload } = await invoke({});
    expect(JSON.parse(payload)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: request-1 Error: Runtime exited with error: signal: aborted',
    });
    expect(lines.some((line) => line.includes('heap out of memory'))).toBe(true);
    expect(lines.at(-1)).toContain('Status: error\tError Type: Runtime.ExitError');
  });

  it.each(['hangs', 'spins'])('%s until its timeout', async (handler) => {
    const { clock, invoke, lines, printed } = start(fixture('fails.ts'), handler);
    const answer = invoke({});
    await printed(handler === 'hangs' ? 'hanging' : 'spinning');
    await clock.advance(2999);
    expect(lines.some((line) => line.startsWith('END'))).toBe(false);
    await clock.advance(1);
    const { payload, failed } = await answer;
    expect(failed).toBe(true);
    expect(JSON.parse(payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: request-1 Error: Task timed out after 3.00 seconds',
    });
    expect(lines.at(-1)).toContain('Duration: 3000.00 ms\tBilled Duration: 3000 ms');
    expect(lines.at(-1)).toContain('Status: timeout');
  });
});

describe('a module that cannot be used', () => {
  const importing = async (source: string, handler = 'handler') => {
    const directory = await mkdtemp(join(tmpdir(), 'lambda-'));
    closing.push(() => rm(directory, { recursive: true }));
    const entry = join(directory, 'broken.ts');
    await writeFile(entry, source);
    return start(entry, handler);
  };

  it.each([
    ['import "./absent.ts";', 'Runtime.ImportModuleError', 'Cannot find module'],
    ['export const handler = (;', 'Runtime.UserCodeSyntaxError', 'SyntaxError'],
    ['throw new RangeError("at import");', 'RangeError', 'at import'],
    ['export const other = 1;', 'Runtime.HandlerNotFound', 'broken.handler is undefined or not exported'],
    ['process.exit(7);', 'Runtime.ExitError', 'exit status 7'],
  ])('%s', async (source, errorType, message) => {
    const { invoke } = await importing(source);
    const { payload, failed } = await invoke({});
    expect(failed).toBe(true);
    expect(JSON.parse(payload)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
  });

  it('a module that never loads is given up', async () => {
    const { clock, invoke, printed } = await importing(
      'console.log("loading"); await new Promise(() => setInterval(() => {}, 1000));',
    );
    const answer = invoke({});
    await printed('loading');
    await clock.advance(13_000);
    expect(JSON.parse((await answer).payload)).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  it('a file that is not there', async () => {
    const { invoke } = start('/nowhere/absent.ts', 'handler');
    expect(JSON.parse((await invoke({})).payload)).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  });
});

describe('execution environments', () => {
  it('stay warm, and two invocations at once get two', async () => {
    const { invoke } = start(fixture('echoes.ts'), 'count');
    const payloads = (await Promise.all([invoke({}), invoke({})])).map(({ payload }) => payload);
    expect(payloads).toEqual(['1', '1']);
    expect((await invoke({})).payload).toBe('2');
  });

  it('end after five idle minutes', async () => {
    const { clock, invoke } = start(fixture('echoes.ts'), 'count');
    await invoke({});
    await clock.advance(299_999);
    expect((await invoke({})).payload).toBe('2');
    await clock.advance(300_000);
    expect((await invoke({})).payload).toBe('1');
  });

  it('are replaced after one died', async () => {
    const { invoke } = start(fixture('fails.ts'), 'exits');
    await invoke({ code: 1 });
    expect(JSON.parse((await invoke({ code: 2 })).payload).errorMessage).toContain('exit status 2');
  });

  it('are new after a renewal, with the new settings', async () => {
    const { definition, runtime, invoke } = start(fixture('echoes.ts'), 'handler');
    await invoke({});
    definition.environment = { FIXED: 'yes' };
    runtime.renew();
    expect(JSON.parse((await invoke({})).payload).environment).toMatchObject({ FIXED: 'yes' });
  });

  it('are bounded by the reserved concurrency', async () => {
    const { data, invoke } = start(fixture('echoes.ts'), 'count', { reservedConcurrency: 1 });
    const first = invoke({});
    await expect(invoke({})).rejects.toThrow(new Fault('TooManyRequests', 'Rate Exceeded.'));
    await first;
    await expect(invoke({})).resolves.toMatchObject({ payload: '2' });
    const throttles = data.filter(
      ({ name, dimensions }) => name === 'Throttles' && !('FunctionName' in dimensions),
    );
    expect(throttles.map(({ value }) => value)).toEqual([0, 1, 0]);
  });
});

describe('a closed runtime', () => {
  it('ends what is running and starts nothing more', async () => {
    const { runtime, invoke, printed } = start(fixture('fails.ts'), 'hangs');
    const answer = invoke({});
    await printed('hanging');
    await runtime.close();
    expect(await answer).toMatchObject({ failed: true });
    await expect(invoke({})).rejects.toMatchObject({ fact: 'TooManyRequests' });
  });
});

describe('the log', () => {
  it('has every line of an invocation between its START and END', async () => {
    const { invoke, lines } = start(fixture('prints.ts'), 'handler');
    await invoke({ lines: 2000 });
    expect(lines[0]).toBe('START RequestId: request-1 Version: $LATEST');
    expect(lines.slice(1, 2001)).toEqual(Array.from({ length: 2000 }, (_, index) => `line ${index + 1}`));
    expect(lines.slice(2001, -1)).toEqual([
      'to stderr',
      'flushed',
      'no line feed',
      'END RequestId: request-1',
    ]);
    expect(lines.at(-1)).toMatch(
      /^REPORT RequestId: request-1\tDuration: .* ms\t.*Memory Size: 128 MB\tMax Memory Used: [1-9]\d* MB\tInit Duration/,
    );
  });

  it('gives its last 4 KB with the answer', async () => {
    const { invoke } = start(fixture('prints.ts'), 'handler');
    const { logTailBase64 } = await invoke({ lines: 2000 });
    const tail = Buffer.from(logTailBase64, 'base64');
    expect(tail.length).toBe(4096);
    expect(tail.toString()).toContain('line 2000\nto stderr\n');
    expect(tail.toString()).not.toContain('line 1000\n');
  });
});

describe('metrics', () => {
  it('of an error and of a duration carry the time at which the invocation began', async () => {
    const { clock, data, invoke, printed } = start(fixture('fails.ts'), 'hangs');
    const answer = invoke({});
    await printed('hanging');
    const startedAtMs = clock.nowMs();
    await clock.advance(3000);
    await answer;
    const ended = data.filter(({ name }) => name === 'Errors' || name === 'Duration');
    expect(ended).toHaveLength(6);
    expect(new Set(ended.map(({ timestampMs }) => timestampMs))).toEqual(new Set([startedAtMs]));
  });

  it('are published with three sets of dimensions', async () => {
    const { data, invoke } = start(fixture('fails.ts'), 'throws');
    await invoke({});
    const summary = data
      .filter(({ name }) => name === 'Errors')
      .map(({ namespace, dimensions, value }) => ({ namespace, dimensions, value }));
    expect(summary).toEqual([
      { namespace: 'AWS/Lambda', dimensions: { FunctionName: 'subject' }, value: 1 },
      { namespace: 'AWS/Lambda', dimensions: { FunctionName: 'subject', Resource: 'subject' }, value: 1 },
      { namespace: 'AWS/Lambda', dimensions: {}, value: 1 },
    ]);
    expect(new Set(data.map(({ name }) => name))).toEqual(
      new Set(['Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions']),
    );
  });
});
