import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createManualClock, type ManualClock } from '#engine/core/manual-clock';
import { type Engine, type EngineOptions, startEngine } from '#engine/engine';

/** An engine with a disk and a clock of the test's, which can lose its process. */
export interface CrashableEngine extends AsyncDisposable {
  readonly clock: ManualClock;
  /** The engine that runs now, and a client for it: other ones after `crash`. */
  readonly engine: Engine;
  readonly sqs: SQSClient;
  /**
   * Goes on with a new engine on what the operating system has of the files at this moment: what `kill -9` would leave.
   * `awayMs` pass until it is back, with other functions if they are given.
   */
  crash(awayMs?: number, changed?: Functions): Promise<void>;
}

type Functions = Pick<EngineOptions, 'functions'>;

export async function startCrashableEngine(functions: Functions = {}): Promise<CrashableEngine> {
  const clock = createManualClock();
  const directories: string[] = [];
  const start = async (options: Functions, from?: string) => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'redrive-engine-'));
    directories.push(dataDirectory);
    if (from !== undefined) cpSync(from, dataDirectory, { recursive: true });
    const engine = await startEngine({ port: 0, clock, dataDirectory, ...options });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const { endpoint } = engine;
    const sqs = new SQSClient({ endpoint, region: 'us-east-1', maxAttempts: 1, credentials });
    return { engine, sqs };
  };
  let current = await start(functions);
  const end = async () => {
    current.sqs.destroy();
    await current.engine.close();
  };

  return {
    clock,
    get engine() {
      return current.engine;
    },
    get sqs() {
      return current.sqs;
    },
    async crash(awayMs = 0, changed = functions) {
      const left = mkdtempSync(join(tmpdir(), 'redrive-left-'));
      directories.push(left);
      cpSync(directories.at(-2) ?? '', left, { recursive: true });
      await end();
      await clock.advance(awayMs);
      current = await start(changed, left);
    },
    async [Symbol.asyncDispose]() {
      await end();
      for (const directory of directories) rmSync(directory, { recursive: true });
    },
  };
}
