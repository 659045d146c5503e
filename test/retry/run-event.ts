import type { Queues } from './queues.ts';
import { Fault } from '#engine/core/fault';
import { noDisk } from '#engine/core/disk/no-disk';
import { randomIds } from '#engine/core/ids';
import { createManualClock } from '#engine/core/manual-clock';
import { createAsyncInvoker } from '#engine/lambda/async/async-invoker';
import { createEventInvokeStore } from '#engine/lambda/event-invoke/event-invoke-store';
import type { FunctionDefinition } from '#engine/lambda/function-definition';
import { createFunctionRegistry } from '#engine/lambda/registry/function-registry';
import type { EventPolicy } from '#lib/retry/async-invocation/types';
import type { AttemptOutcome, Run } from '#lib/retry/types';
import { ACCOUNT, openQueues } from './queues.ts';

export interface EventRun extends Run {
  /** What arrived in the queues of the function, by their names. */
  arrived: Record<string, { body: string; atMs: number }[]>;
}

const TARGETS = ['dead-letter-queue', 'on-success', 'on-failure'] as const;

/**
 * Has the engine invoke a function asynchronously with one event and tells what happened until `untilMs`. The function runs here and takes
 * time by the clock; waits, throttles and outcomes are the engine's.
 */
export async function runEvent(
  policy: EventPolicy,
  react: (attempt: number) => { outcome: AttemptOutcome; lengthMs: number },
  untilMs: number,
): Promise<EventRun> {
  const clock = createManualClock();
  const startMs = clock.nowMs();
  const sinceStartMs = () => clock.nowMs() - startMs;
  const queues = openQueues(clock);
  const arns = Object.fromEntries(
    await Promise.all(TARGETS.map(async (name) => [name, await queues.create(name, {})] as const)),
  );
  const arnOf = (name: (typeof TARGETS)[number]) => arns[name] ?? '';
  const definition: FunctionDefinition = {
    name: 'lab',
    entry: '/nowhere',
    handler: 'handler',
    timeoutSeconds: policy.functionTimeoutSeconds,
    memoryMb: 128,
    environment: {},
    reservedConcurrency: policy.isStopped ? 0 : null,
    deadLetterQueue: policy.hasDeadLetterQueue ? arnOf('dead-letter-queue') : null,
    eventInvoke: {
      maximumRetryAttempts: policy.maximumRetryAttempts,
      maximumEventAgeSeconds: policy.maximumEventAgeSeconds,
      ...(policy.hasOnSuccess && { onSuccess: arnOf('on-success') }),
      ...(policy.hasOnFailure && { onFailure: arnOf('on-failure') }),
    },
  };

  const attempts: Run['attempts'][number][] = [];
  const invoke = async () => {
    const { outcome, lengthMs } = react(attempts.length + 1);
    const atMs = sinceStartMs();
    attempts.push({ atMs, endsAtMs: atMs + lengthMs, items: ['event'], outcome });
    if (outcome === 'throttled') throw new Fault('TooManyRequests', 'Rate Exceeded.');
    if (lengthMs > 0) await new Promise<void>((resolve) => clock.at(clock.nowMs() + lengthMs, resolve));
    return { requestId: 'r', payload: '{}', failed: outcome !== 'succeeded', logTailBase64: '' };
  };
  const functions = createFunctionRegistry({
    clock,
    ids: randomIds,
    account: ACCOUNT,
    functions: [definition],
    records: noDisk.records('function-configuration'),
    createRuntime: () => ({ invoke, renew() {}, async close() {} }),
  });
  const invoker = createAsyncInvoker({
    clock,
    ids: randomIds,
    account: ACCOUNT,
    queues: queues.port,
    metrics: { put() {} },
    functions,
    configs: createEventInvokeStore({
      clock,
      functions: [definition],
      records: noDisk.records('event-invoke-config'),
    }),
    records: noDisk.records('async-event'),
    log(line) {
      throw new Error(line);
    },
  });

  const arrived: EventRun['arrived'] = {};
  const stopping = new AbortController();
  const watching = TARGETS.map((name) =>
    watch(queues, { queueArn: arnOf(name), signal: stopping.signal }, (body) =>
      (arrived[name] ??= []).push({ body, atMs: sinceStartMs() }),
    ),
  );
  invoker.accept({ functionName: 'lab', payload: '{"a":1}', clientContext: null, requestId: 'r' });
  await clock.advance(untilMs);
  stopping.abort();
  invoker.close();
  await Promise.all(watching);
  queues.close();
  return { attempts, ends: [], arrived };
}

async function watch(
  { port }: Queues,
  { queueArn, signal }: { queueArn: string; signal: AbortSignal },
  seen: (body: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    const records = await port.receive({ queueArn, maxMessages: 10, waitSeconds: 20, signal });
    for (const { body } of records) seen(body);
    port.delete({ queueArn, receiptHandles: records.map(({ receiptHandle }) => receiptHandle) });
  }
}
