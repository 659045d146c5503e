import type { Clock, Timer } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { Ids } from '../../core/ids.ts';
import type { FunctionDefinition } from '../function-definition.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import { environmentVariables } from './environment-variables.ts';
import {
  startEnvironment,
  type EnvironmentRequest,
  type ExecutionEnvironment,
} from './execution-environment.ts';
import type { FunctionMetrics } from './function-metrics.ts';
import {
  createLineSplitter,
  createLogTail,
  endLine,
  reportLine,
  startLine,
  type LineSplitter,
} from './invocation-log.ts';

export type InvocationRequest = Omit<EnvironmentRequest, 'requestId'> & { requestId?: string };

export interface InvocationResult {
  requestId: string;
  /** JSON: the handler's answer or, when `failed`, the function error. */
  payload: string;
  failed: boolean;
  /** The last 4 KB of the invocation's log. */
  logTailBase64: string;
}

/** Runs one function, in as many execution environments as it is called at the same time. */
export interface FunctionRuntime {
  /** @throws Fault TooManyRequests at the reserved concurrency or the account's limit, and once closed. */
  invoke(request: InvocationRequest): Promise<InvocationResult>;
  /** Later invocations get new environments; running ones end in theirs. */
  renew(): void;
  /** Ends every environment, whatever it is doing. */
  close(): Promise<void>;
}

/** Invocations running now over all functions. */
export interface AccountConcurrency {
  running: number;
}

interface Slot {
  environment: ExecutionEnvironment;
  output: LineSplitter;
  generation: number;
  /** Where the lines of the running invocation go besides the log. */
  tail: { add(line: string): void } | undefined;
  idleTimer: Timer | undefined;
}

export function createFunctionRuntime(options: {
  clock: Clock;
  ids: Ids;
  region: string;
  definition: () => FunctionDefinition;
  endpoint: () => string;
  account: AccountConcurrency;
  metrics: FunctionMetrics;
  /** Every line of the function and of the runtime. */
  onLine: (line: string) => void;
}): FunctionRuntime {
  const { clock, ids, region, definition, endpoint, account, metrics, onLine } = options;
  const slots = new Set<Slot>();
  /** Warm ones; the last used is the first to be used again, so that a lull lets the others go. */
  const idle: Slot[] = [];
  let generation = 0;
  let running = 0;
  let closed = false;

  const startSlot = (): Slot => {
    const logStreamName = formatLogStreamName(clock.nowMs(), ids.bytes(16).toString('hex'));
    const current = definition();
    const output = createLineSplitter((line) => {
      slot.tail?.add(line);
      onLine(line);
    });
    const environment = startEnvironment({
      clock,
      definition: current,
      variables: environmentVariables({ definition: current, region, endpoint: endpoint(), logStreamName }),
      onOutput: output.write,
    });
    const slot: Slot = { environment, output, generation, tail: undefined, idleTimer: undefined };
    slots.add(slot);
    return slot;
  };

  const takeSlot = (): Slot => {
    for (let slot = idle.pop(); slot; slot = idle.pop()) {
      slot.idleTimer?.cancel();
      if (slot.environment.alive) return slot;
      slots.delete(slot);
    }
    return startSlot();
  };

  const end = (slot: Slot) => {
    slots.delete(slot);
    return slot.environment.close();
  };

  const release = (slot: Slot) => {
    if (!slot.environment.alive || slot.generation !== generation) {
      void end(slot);
      return;
    }
    idle.push(slot);
    slot.idleTimer = clock.at(clock.nowMs() + LAMBDA_LIMITS.idleEnvironmentMs, () => {
      idle.splice(idle.indexOf(slot), 1);
      void end(slot);
    });
  };

  const checkConcurrency = () => {
    if (closed) throw rateExceeded();
    const limit = definition().reservedConcurrency ?? Infinity;
    if (running < limit && account.running < LAMBDA_LIMITS.accountConcurrency) return;
    metrics.throttled(clock.nowMs());
    throw rateExceeded();
  };

  const runIn = async (slot: Slot, request: EnvironmentRequest): Promise<InvocationResult> => {
    const { requestId } = request;
    const { memoryMb } = definition();
    const tail = createLogTail();
    const write = (line: string) => {
      tail.add(line);
      onLine(line);
    };
    write(startLine(requestId));
    slot.tail = tail;
    const answer = await slot.environment.invoke(request);
    slot.output.flush();
    slot.tail = undefined;

    const { payload, error, startedAtMs, endedAtMs, initMs, peakMemoryMb } = answer;
    const durationMs = endedAtMs - startedAtMs;
    if (error) write(`${requestId}\tERROR\tInvoke Error\t${payload}`);
    write(endLine(requestId));
    write(reportLine({ requestId, durationMs, memoryMb, peakMemoryMb, initMs, error }));
    metrics.ended({ startedAtMs, durationMs, failed: error !== undefined });
    return { requestId, payload, failed: error !== undefined, logTailBase64: tail.toBase64() };
  };

  return {
    async invoke(request) {
      checkConcurrency();
      running += 1;
      account.running += 1;
      const slot = takeSlot();
      metrics.started(clock.nowMs(), { ofFunction: running, ofAccount: account.running });
      try {
        return await runIn(slot, { ...request, requestId: request.requestId ?? ids.uuid() });
      } finally {
        running -= 1;
        account.running -= 1;
        release(slot);
      }
    },
    renew() {
      generation += 1;
      for (const slot of idle.splice(0)) {
        slot.idleTimer?.cancel();
        void end(slot);
      }
    },
    async close() {
      closed = true;
      idle.length = 0;
      await Promise.all(
        [...slots].map((slot) => {
          slot.idleTimer?.cancel();
          return end(slot);
        }),
      );
    },
  };
}

function rateExceeded(): Fault {
  return new Fault('TooManyRequests', 'Rate Exceeded.');
}

/** `2026/11/23/[$LATEST]6f1c…` */
function formatLogStreamName(nowMs: number, suffix: string): string {
  return `${new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${suffix}`;
}
