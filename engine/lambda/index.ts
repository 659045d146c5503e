import { parseEmf } from '../cloudwatch/emf.ts';
import type { Account } from '../core/account.ts';
import type { ServiceActions } from '../core/action.ts';
import type { Clock } from '../core/clock.ts';
import type { Disk } from '../core/disk/disk.ts';
import type { Ids } from '../core/ids.ts';
import type { MetricSink } from '../core/metric-sink.ts';
import type { QueuePort } from '../core/queue-port.ts';
import { createAsyncInvoker } from './async/async-invoker.ts';
import { deleteFunctionConcurrency } from './concurrency/delete-function-concurrency.ts';
import { getFunctionConcurrency } from './concurrency/get-function-concurrency.ts';
import { putFunctionConcurrency } from './concurrency/put-function-concurrency.ts';
import type { EventInvokeContext } from './event-invoke/context.ts';
import { deleteFunctionEventInvokeConfig } from './event-invoke/delete-function-event-invoke-config.ts';
import { createEventInvokeStore } from './event-invoke/event-invoke-store.ts';
import { getFunctionEventInvokeConfig } from './event-invoke/get-function-event-invoke-config.ts';
import { listFunctionEventInvokeConfigs } from './event-invoke/list-function-event-invoke-configs.ts';
import { putFunctionEventInvokeConfig } from './event-invoke/put-function-event-invoke-config.ts';
import { updateFunctionEventInvokeConfig } from './event-invoke/update-function-event-invoke-config.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { createFunctionRegistry } from './registry/function-registry.ts';
import { getFunctionConfiguration } from './registry/get-function-configuration.ts';
import { getFunction } from './registry/get-function.ts';
import { invoke } from './registry/invoke.ts';
import { listFunctions } from './registry/list-functions.ts';
import { updateFunctionConfiguration } from './registry/update-function-configuration.ts';
import type { MappingContext } from './mappings/context.ts';
import { createEventSourceMapping } from './mappings/create-event-source-mapping.ts';
import { deleteEventSourceMapping } from './mappings/delete-event-source-mapping.ts';
import { getEventSourceMapping } from './mappings/get-event-source-mapping.ts';
import { listEventSourceMappings } from './mappings/list-event-source-mappings.ts';
import { createMappingStore } from './mappings/mapping-store.ts';
import { updateEventSourceMapping } from './mappings/update-event-source-mapping.ts';
import { createEventCounts } from './polling/event-counts.ts';
import { startPoller } from './polling/poller.ts';
import { createFunctionMetrics } from './runtime/function-metrics.ts';
import { createFunctionRuntime, type AccountConcurrency } from './runtime/function-runtime.ts';

export interface LambdaOptions {
  clock: Clock;
  ids: Ids;
  account: Account;
  queues: QueuePort;
  metrics: MetricSink;
  functions: readonly FunctionDefinition[];
  disk: Disk;
  /** Where the SDK inside a function finds the engine, for instance `http://127.0.0.1:4566`. */
  endpoint: () => string;
  /** Every line a function prints, and the START, END and REPORT lines around it. */
  log: (line: string) => void;
}

export interface Lambda {
  service: ServiceActions;
  /** To be called once the engine listens: what was mapped before a restart is polled again, and events of before run. */
  start(): void;
  /** Stops polling and ends every execution environment, whatever it is doing. */
  close(): Promise<void>;
}

/** Lambda: functions in processes of their own, Invoke with and without waiting, and event source mappings over SQS. EMF lines that a function prints become metrics. */
export function createLambda(options: LambdaOptions): Lambda {
  const { clock, ids, account, queues, metrics, disk, endpoint, log } = options;
  const concurrency: AccountConcurrency = { running: 0 };

  const onLine = (line: string) => {
    log(line);
    for (const datum of parseEmf(line, clock.nowMs())) metrics.put(datum);
  };
  const functions = createFunctionRegistry({
    clock,
    ids,
    account,
    functions: options.functions,
    records: disk.records('function-configuration'),
    createRuntime: (name, definition) =>
      createFunctionRuntime({
        clock,
        ids,
        region: account.region,
        definition,
        endpoint,
        account: concurrency,
        metrics: createFunctionMetrics({ functionName: name, sink: metrics }),
        onLine,
      }),
  });

  const configs = createEventInvokeStore({
    clock,
    functions: options.functions,
    records: disk.records('event-invoke-config'),
  });
  const events = createAsyncInvoker({
    clock,
    ids,
    account,
    queues,
    metrics,
    functions,
    configs,
    records: disk.records('async-event'),
    log,
  });

  const mappings = createMappingStore({
    clock,
    ids,
    records: disk.records('event-source-mapping'),
    startPoller: (mapping) =>
      startPoller({
        clock,
        queues,
        queueArn: mapping.queueArn,
        region: account.region,
        settings: () => {
          const fn = functions.find(mapping.settings.functionName);
          return fn && { ...mapping.settings, functionTimeoutSeconds: fn.definition.timeoutSeconds };
        },
        counted: createEventCounts({ clock, sink: metrics, mapping }),
        invoke: (payload) => {
          const { arn, runtime } = functions.get(mapping.settings.functionName);
          return runtime.invoke({ invokedFunctionArn: arn, payload, clientContext: undefined });
        },
        onDefect: (error) => log(`engine: event source mapping ${mapping.uuid}: ${String(error)}`),
      }),
  });

  const context = { functions, account, events };
  const eventInvokeContext: EventInvokeContext = { configs, functions, account };
  const mappingContext: MappingContext = { mappings, functions, queues, account };
  return {
    service: {
      protocol: 'rest',
      actions: [
        getFunction(context),
        getFunctionConfiguration(context),
        invoke(context),
        listFunctions(context),
        updateFunctionConfiguration(context),
        deleteFunctionConcurrency(context),
        getFunctionConcurrency(context),
        putFunctionConcurrency(context),
        deleteFunctionEventInvokeConfig(eventInvokeContext),
        getFunctionEventInvokeConfig(eventInvokeContext),
        listFunctionEventInvokeConfigs(eventInvokeContext),
        putFunctionEventInvokeConfig(eventInvokeContext),
        updateFunctionEventInvokeConfig(eventInvokeContext),
        createEventSourceMapping(mappingContext),
        deleteEventSourceMapping(mappingContext),
        getEventSourceMapping(mappingContext),
        listEventSourceMappings(mappingContext),
        updateEventSourceMapping(mappingContext),
      ],
    },
    start() {
      mappings.start();
      events.start();
    },
    async close() {
      events.close();
      const stopped = mappings.close();
      await functions.close();
      await stopped;
    },
  };
}
