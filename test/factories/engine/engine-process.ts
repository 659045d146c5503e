import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../engine/main.ts', import.meta.url));

/** The engine in a process of its own, which can be killed. */
export interface EngineProcess {
  url: string;
  pid: number;
  /** The process is there. */
  readonly isAlive: boolean;
  /** What it has printed since it listened. */
  readonly output: string;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts `engine/main.ts` on a free port with its state in `dataDirectory`, and returns once it listens. */
export async function startEngineProcess(dataDirectory: string): Promise<EngineProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, REDRIVE_ENGINE_PORT: '0', REDRIVE_DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdout.resume();
    return {
      url,
      pid: child.pid ?? 0,
      get isAlive() {
        return child.exitCode === null && child.signalCode === null;
      },
      get output() {
        return output;
      },
      async kill() {
        child.kill('SIGKILL');
        await exited;
      },
    };
  }
  throw new Error(`the engine ended before it listened: ${output}`);
}
