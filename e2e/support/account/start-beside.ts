import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../../..');

/** `npm start -- --aws` as a process. */
export interface BesideProcess {
  readonly output: string;
  readonly errors: string;
  /** Address of the desk, once it is ready. */
  ready(): Promise<string>;
  exited: Promise<unknown[]>;
  stop(): Promise<void>;
}

/** `env` replaces the AWS variables of this process. */
export function startBeside(env: Record<string, string>, options: readonly string[] = []): BesideProcess {
  const own = { ...process.env };
  for (const name of Object.keys(own)) if (name.startsWith('AWS_')) delete own[name];
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts', '--aws', ...options], {
    cwd: ROOT,
    env: { ...own, PORT: '0', AWS_EC2_METADATA_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exited = once(child, 'exit');
  return {
    get output() {
      return output;
    },
    get errors() {
      return errors;
    },
    async ready() {
      for (;;) {
        const url = /ready on (http:\S+)/.exec(output)?.[1];
        if (url !== undefined) return url.replace('localhost', '127.0.0.1');
        if (child.exitCode !== null) throw new Error(`npm start ended: ${output}${errors}`);
        await delay(50);
      }
    },
    exited,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}
