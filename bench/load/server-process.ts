import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const REPORT_USAGE = new URL('./report-usage.ts', import.meta.url).href;

/** What a process has used. Processor time is the sum over all its threads, garbage collectors included. */
export interface Usage {
  cpuMicros: number;
  /** All memory that the system has given it. */
  rssBytes: number;
  /** JavaScript's objects, and buffers outside of the heap. */
  heapBytes: number;
}

/** A server in a process of its own, so that client and server do not share an event loop. */
export interface ServerProcess {
  url: string;
  /** Asks the process itself, so it answers once it has time. */
  usage(options?: { collectsGarbage: boolean }): Promise<Usage>;
  stop(): Promise<void>;
}

/** Starts a script that prints its address, and returns once it has. */
export async function startServerProcess(
  script: string,
  { args = [], env = {} }: { args?: readonly string[]; env?: Record<string, string> } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', REPORT_USAGE, script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new TypeError('The output of the server is to be read.');
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      async usage(options = { collectsGarbage: false }) {
        const answered = once(child, 'message');
        child.send(options);
        const [usage] = (await answered) as [Usage];
        return usage;
      },
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error(`${script} ended before it listened`);
}
