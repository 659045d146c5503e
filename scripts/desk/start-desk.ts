import { join } from 'node:path';
import { startEngine } from '#engine/engine';
import { alarms } from '#infra/alarms';
import type { ConsumerSettings } from '#infra/functions';
import { localConsumers, localQueues, localStage } from '#infra/local';
import { jobsQueue } from '#infra/queues';
import { stateTable } from '#infra/state-table';
import { connectTo } from '../provision/clients.ts';
import { provision } from '../provision/provision.ts';
import { build, isBuildFresh } from './build.ts';
import { Failure } from './failure.ts';
import { startNext, waitUntilHealthy } from './next.ts';
import { claimPort, DEFAULT_ENGINE_PORT, type Environment, readPort } from './ports.ts';

export const DEFAULT_PORT = 3000;

/** A desk that runs: the web server, and what it needs on this machine. */
export interface Desk {
  url: string;
  /** Resolves with a sentence when a part of it ends by itself. */
  died: Promise<string>;
  /** Ends everything within seconds. */
  stop(): Promise<void>;
}

/** One with an engine of its own. */
interface DeskWithEngine extends Desk {
  engineUrl: string;
}

export interface DeskOptions {
  /** Root of the repository. */
  root: string;
  command: 'start' | 'dev';
  /** PORT and REDRIVE_ENGINE_PORT choose the ports; 0 takes a free one. */
  env: Environment;
  /** Where state is kept; absent: in memory only. */
  dataDirectory?: string | undefined;
  /** Told, in short lines, what is being done. */
  say: (line: string) => void;
  /** Aborting it gives the start up, and ends what has been started. */
  signal?: AbortSignal;
}

/**
 * Starts the whole product on this machine, the engine with its queues and functions and the web server before it, and returns once the
 * desk answers. Throws a Failure for a taken port or a failed build.
 */
export async function startDesk({
  root,
  command,
  env,
  dataDirectory,
  say,
  signal,
}: DeskOptions): Promise<DeskWithEngine> {
  const wantedPort = readPort(env, 'PORT', DEFAULT_PORT);
  const wantedEnginePort = readPort(env, 'REDRIVE_ENGINE_PORT', DEFAULT_ENGINE_PORT);
  await claimPort(wantedPort, 'PORT');
  await claimPort(wantedEnginePort, 'REDRIVE_ENGINE_PORT');

  if (command === 'start' && !isBuildFresh(root)) {
    say('Building the desk: there is no build of these sources yet.');
    await build(root, signal);
  }

  await using starting = new AsyncDisposableStack();
  const engine = await startEngine({
    port: wantedEnginePort,
    ...(dataDirectory !== undefined && { dataDirectory }),
    functions: localConsumers.map((consumer) => defineFunction(root, consumer)),
  }).catch((error: unknown) => {
    throw new Failure(error instanceof Error ? error.message : String(error));
  });
  starting.defer(() => engine.close());
  say(
    `Engine: SQS, Lambda, DynamoDB and CloudWatch on ${engine.endpoint} (${describeState(dataDirectory, engine.restored)})`,
  );
  const queues = await provision({
    clients: connectTo(engine.endpoint, engine.account.region),
    queues: localQueues,
    consumers: localConsumers,
    table: stateTable,
    alarms,
    stage: localStage,
  });
  say(`Queues: ${[...queues.keys()].join(', ')}`);

  say(command === 'dev' ? 'Starting the desk with hot reload.' : 'Starting the desk.');
  const server = startNext({
    root,
    command,
    port: await claimPort(wantedPort, 'PORT'),
    awsEndpoint: engine.endpoint,
    region: engine.account.region,
    table: stateTable.name,
    jobsQueue: jobsQueue.name,
    output: command === 'dev' ? 'inherit' : 'quiet',
  });
  starting.defer(() => server.stop());
  await waitUntilHealthy(server, signal);
  const running = starting.move();
  return {
    url: server.url,
    engineUrl: engine.endpoint,
    died: server.died,
    stop: () => running.disposeAsync(),
  };
}

function describeState(dataDirectory: string | undefined, { messages }: { messages: number }): string {
  return dataDirectory === undefined ? 'in memory' : `kept in ${dataDirectory}: ${messages} messages`;
}

/** `functions/processor.handler` is the export `handler` of the module `functions/processor.ts`. */
function defineFunction(root: string, consumer: ConsumerSettings) {
  const dot = consumer.handler.lastIndexOf('.');
  return {
    name: consumer.functionName,
    entry: join(root, `${consumer.handler.slice(0, dot)}.ts`),
    handler: consumer.handler.slice(dot + 1),
    timeoutSeconds: consumer.timeoutSeconds,
    memoryMb: consumer.memoryMegabytes,
    environment: consumer.environment,
  };
}
