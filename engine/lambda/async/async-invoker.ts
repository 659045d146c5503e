import type { Account } from '../../core/account.ts';
import type { Clock } from '../../core/clock.ts';
import type { Records } from '../../core/disk/disk.ts';
import { Fault } from '../../core/fault.ts';
import type { Ids } from '../../core/ids.ts';
import type { MetricSink } from '../../core/metric-sink.ts';
import type { QueuePort } from '../../core/queue-port.ts';
import type { EventInvokeStore } from '../event-invoke/event-invoke-store.ts';
import { EVENT_LIMITS } from '../limits.ts';
import { functionArn } from '../registry/function-name.ts';
import type { FunctionRegistry, LambdaFunction } from '../registry/function-registry.ts';
import { createAsyncMetrics, type AsyncMetrics } from './async-metrics.ts';
import { createOutcomeDelivery } from './deliver-outcome.ts';
import { createEventLine, type EventLine, type RunResult } from './event-line.ts';
import type { AsyncEvent, EventCondition } from './event.ts';
import {
  afterFailure,
  afterThrottle,
  isTooOld,
  type NextStep,
  type RetrySettings,
} from './retry-schedule.ts';

export interface AsyncInvoker {
  /** Takes an event; it runs in this turn of the event loop or later. */
  accept(event: Pick<AsyncEvent, 'functionName' | 'payload' | 'clientContext' | 'requestId'>): void;
  /** Goes on with the events that were there before a restart. */
  start(): void;
  /** Begins nothing more. What is running is as if it had not begun: it runs again after a restart. */
  close(): void;
}

/**
 * Runs functions with events that nobody waits for: retries after function errors, backs off when throttled, and hands over what became
 * of each. An event is on disk until its outcome is: after a crash it runs once more rather than never.
 */
export function createAsyncInvoker(options: {
  clock: Clock;
  ids: Ids;
  account: Account;
  queues: QueuePort;
  metrics: MetricSink;
  functions: FunctionRegistry;
  configs: EventInvokeStore;
  records: Records<AsyncEvent>;
  log: (line: string) => void;
}): AsyncInvoker {
  const { clock, ids, account, queues, metrics: sink, functions, configs, records, log } = options;
  const stored = [...records.load()].map(([, event]) => event).toSorted((a, b) => a.number - b.number);
  const metricsByFunction = new Map<string, AsyncMetrics>();
  const lines = new Map<string, EventLine>();
  let lastNumber = stored.at(-1)?.number ?? 0;
  let closed = false;

  const metricsOf = (functionName: string) =>
    memoized(metricsByFunction, functionName, () => createAsyncMetrics({ functionName, sink }));
  const lineOf = (functionName: string) =>
    memoized(lines, functionName, () => createEventLine({ clock, run }));

  const enqueue = (event: AsyncEvent) => {
    records.put(event.requestId, event);
    lineOf(event.functionName).add(event);
  };

  const accept: AsyncInvoker['accept'] = (event) => {
    const nowMs = clock.nowMs();
    metricsOf(event.functionName).counted('AsyncEventsReceived', nowMs);
    lastNumber += 1;
    enqueue({
      number: lastNumber,
      ...event,
      acceptedAtMs: nowMs,
      invokeCount: 0,
      throttleCount: 0,
      dueAtMs: nowMs,
      response: null,
    });
  };

  const deliver = createOutcomeDelivery({
    clock,
    account,
    queues,
    log,
    invoke(name, payload) {
      const { definition } = functions.get(name);
      accept({ functionName: definition.name, payload, clientContext: null, requestId: ids.uuid() });
    },
  });

  const end = (event: AsyncEvent, condition: EventCondition) => {
    const { functionName } = event;
    const metrics = metricsOf(functionName);
    if (condition !== 'Success') metrics.counted('AsyncEventsDropped', clock.nowMs());
    records.delete(event.requestId);
    const deadLetterQueue = functions.find(functionName)?.definition.deadLetterQueue ?? null;
    deliver(event, condition, { targets: { ...configs.settingsOf(functionName), deadLetterQueue }, metrics });
  };

  const takeStep = (event: AsyncEvent, step: NextStep) => {
    if ('end' in step) return end(event, step.end);
    event.dueAtMs = step.retryAtMs;
    enqueue(event);
  };

  const retrySettingsOf = (functionName: string): RetrySettings => {
    const { maximumRetryAttempts, maximumEventAgeSeconds } = configs.settingsOf(functionName);
    return {
      maximumRetryAttempts: maximumRetryAttempts ?? EVENT_LIMITS.defaultRetryAttempts,
      maximumEventAgeMs: (maximumEventAgeSeconds ?? EVENT_LIMITS.defaultEventAgeSeconds) * 1000,
    };
  };

  const invoke = async (event: AsyncEvent, fn: LambdaFunction): Promise<RunResult> => {
    const { requestId, payload } = event;
    const clientContext = event.clientContext ?? undefined;
    metricsOf(event.functionName).tried(clock.nowMs() - event.acceptedAtMs, clock.nowMs());
    try {
      const result = await fn.runtime.invoke({
        requestId,
        invokedFunctionArn: fn.arn,
        payload,
        clientContext,
      });
      if (closed) return 'ran';
      event.invokeCount += 1;
      event.throttleCount = 0;
      event.response = { statusCode: 200, payload: result.payload, failed: result.failed, refusal: null };
      if (!result.failed) end(event, 'Success');
      else takeStep(event, afterFailure(event, retrySettingsOf(event.functionName), clock.nowMs()));
      return 'ran';
    } catch (error) {
      if (!(error instanceof Fault && error.fact === 'TooManyRequests')) throw error;
      if (closed) return 'throttled';
      event.throttleCount += 1;
      event.response = { statusCode: 429, payload: null, failed: false, refusal: error.message };
      takeStep(event, afterThrottle(event, retrySettingsOf(event.functionName), clock.nowMs()));
      return 'throttled';
    }
  };

  async function run(event: AsyncEvent): Promise<RunResult> {
    const { functionName } = event;
    try {
      const fn = functions.find(functionName);
      if (!fn) {
        const refusal = `Function not found: ${functionArn(account, functionName)}`;
        event.response = { statusCode: 404, payload: null, failed: false, refusal };
        end(event, 'RetriesExhausted');
      } else if (fn.definition.reservedConcurrency === 0) {
        event.invokeCount = 0;
        end(event, 'ZeroReservedConcurrency');
      } else if (isTooOld(event, retrySettingsOf(functionName), clock.nowMs())) {
        end(event, 'EventAgeExceeded');
      } else return await invoke(event, fn);
    } catch (error) {
      log(`engine: asynchronous invocation ${event.requestId}: ${String(error)}`);
    }
    return 'ran';
  }

  return {
    accept,
    start() {
      for (const event of stored.splice(0)) lineOf(event.functionName).add(event);
    },
    close() {
      closed = true;
      for (const line of lines.values()) line.close();
    },
  };
}

function memoized<Value>(values: Map<string, Value>, key: string, create: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const created = create();
  values.set(key, created);
  return created;
}
