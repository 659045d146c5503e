import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { mainQueue } from '#infra/queues';
import { Failure } from './failure.ts';
import { type Environment, LOOPBACK } from './ports.ts';

const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next');
const END_WITH_PARENT = new URL('end-with-parent.ts', import.meta.url).href;
const READY_WITHIN_MS = 60_000;
const KILL_AFTER_MS = 4_000;

/** The web server as its own process. */
export interface NextServer {
  url: string;
  /** Resolves with a sentence when the process ends without having been asked to. */
  died: Promise<string>;
  /** Asks it to end, and ends it after four seconds. Returns when it is gone. */
  stop(): Promise<void>;
}

interface NextOptions {
  root: string;
  command: 'start' | 'dev';
  port: number;
  /** Name of the state table. */
  table: string;
  /** Name of the queue that feeds the mover; absent: redrive jobs run in the server. */
  jobsQueue?: string;
  /** More of its environment: how people log in. */
  env?: Environment;
  /** Where its own output goes; the default hides it until it dies. */
  output?: 'inherit' | 'quiet';
}

/** Beside an engine, which takes any credentials. */
interface OnEngine extends NextOptions {
  /** Address of the AWS APIs the server talks to. */
  awsEndpoint: string;
  region: string;
}

/** Beside an account. */
interface OnAccount extends NextOptions {
  /** Variables by which the SDK finds it; undefined ones are taken away. No other AWS variable of the shell reaches the server. */
  aws: Environment;
}

/** Starts Next.js on 127.0.0.1 and returns at once; wait for it with `waitUntilHealthy`. */
export function startNext(options: OnEngine | OnAccount): NextServer {
  const { root, command, port, table, jobsQueue, env = {}, output = 'quiet' } = options;
  const stream = output === 'inherit' ? 'inherit' : 'pipe';
  const next = [NEXT, command, '--hostname', LOOPBACK, '--port', String(port)];
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...next], {
    cwd: root,
    // The channel carries nothing: its end tells the server that this process is gone.
    stdio: ['ignore', stream, stream, 'ipc'],
    env: {
      ...withoutAws(process.env),
      NODE_ENV: command === 'dev' ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...('aws' in options ? options.aws : engineEnvironment(options)),
      REDRIVE_TABLE: table,
      ...(jobsQueue !== undefined && { REDRIVE_JOBS_QUEUE: jobsQueue }),
      REDRIVE_STARTED_BY: String(process.pid),
      ...env,
    },
  });
  const lastWords = keepTail(child);
  let asked = false;
  const ended = once(child, 'exit');
  return {
    url: `http://${LOOPBACK}:${port}`,
    died: ended.then(([code, signal]: (number | string | null)[]) =>
      asked
        ? new Promise<string>(() => {})
        : `The web server ended by itself (${signal ?? `exit code ${code}`}).${lastWords()}`,
    ),
    async stop() {
      asked = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Its history costs nothing and is there at once, so it is read more often than that of CloudWatch. */
function engineEnvironment({ awsEndpoint, region }: OnEngine): Environment {
  return {
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    REDRIVE_METRICS_TTL_SECONDS: '5',
    REDRIVE_TEST_QUEUE: mainQueue.name,
  };
}

/** A profile or an endpoint of one service left in the shell must not lead the desk to another account than it is told. */
function withoutAws(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}

/** Polls GET /api/health until it says ok. Throws a Failure when the server dies or 60 s pass. */
export async function waitUntilHealthy(server: NextServer, signal?: AbortSignal): Promise<void> {
  const givenUp = AbortSignal.any([AbortSignal.timeout(READY_WITHIN_MS), ...(signal ? [signal] : [])]);
  const death = server.died.then((sentence) => {
    throw new Failure(sentence);
  });
  await Promise.race([death, pollHealth(server.url, givenUp)]);
}

async function pollHealth(url: string, givenUp: AbortSignal): Promise<void> {
  let last = 'no answer yet';
  while (!givenUp.aborted) {
    try {
      const response = await fetch(`${url}/api/health`, { signal: givenUp });
      const body = await response.text();
      if (response.ok && (JSON.parse(body) as { status?: string }).status === 'ok') return;
      last = `it answered ${response.status} ${body.slice(0, 300)}`;
    } catch (error) {
      if (!givenUp.aborted) last = String(error);
    }
    await delay(100);
  }
  throw new Failure(`The web server on ${url} was not healthy within ${READY_WITHIN_MS / 1000} s: ${last}.`);
}

/** Runs a Next.js command to its end in this terminal. Throws a Failure when it fails. */
export async function runNext(root: string, args: string[], signal?: AbortSignal): Promise<void> {
  const stdio: StdioOptions = ['ignore', 'inherit', 'inherit'];
  const child = spawn(process.execPath, [NEXT, ...args], {
    cwd: root,
    stdio,
    ...(signal && { signal }),
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Failure(`"next ${args.join(' ')}" failed; its output above says why.`);
}

/** The last lines a quiet child printed, to be shown when it dies. */
function keepTail(child: ChildProcess): () => string {
  let tail = '';
  const keep = (chunk: Buffer) => (tail = (tail + chunk.toString()).slice(-2_000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => (tail === '' ? '' : ` Its last words:\n${tail}`);
}
