import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { sum } from '../report/statistics.ts';
import { callSqs, createQueue, expectLength } from '../load/sqs.ts';
import { startEngineProcess } from './servers.ts';

export interface DiskResult {
  messages: number;
  fillSeconds: number;
  /** All files of the directory, when the engine has ended. */
  fileBytes: number;
  /** From starting the process until it listens, with nothing to restore. */
  emptyStartSeconds: number;
  /** The same with all messages. */
  startSeconds: number;
  purgeMs: number;
  /** The slowest of small requests sent one by one while the purged messages are deleted from the file. */
  slowestAfterPurgeMs: number;
}

/** How long answers are watched after a purge. */
const WATCH_MS = 5_000;

/** Fills a queue with the disk on, starts the engine anew, and purges. `directory` must be empty. */
export async function measureDisk(directory: string, messages: number): Promise<DiskResult> {
  const emptyStartSeconds = await timeStart(join(directory, 'empty'));
  const data = join(directory, 'filled');
  const { queueUrl, fillSeconds } = await fill(data, messages);
  const fileBytes = sum(readdirSync(data).map((file) => statSync(join(data, file)).size));

  const startedMs = performance.now();
  const engine = await startEngineProcess(data);
  const startSeconds = (performance.now() - startedMs) / 1000;
  try {
    // The port is another one now, which the engine does not mind.
    await expectLength(engine.url, queueUrl, messages);
    const purgeMs = await timeCall(engine.url, 'PurgeQueue', queueUrl);
    await expectLength(engine.url, queueUrl, 0);
    let slowestAfterPurgeMs = 0;
    for (const untilMs = performance.now() + WATCH_MS; performance.now() < untilMs;) {
      slowestAfterPurgeMs = Math.max(
        slowestAfterPurgeMs,
        await timeCall(engine.url, 'ListQueueTags', queueUrl),
      );
    }
    return {
      messages,
      fillSeconds,
      fileBytes,
      emptyStartSeconds,
      startSeconds,
      purgeMs,
      slowestAfterPurgeMs,
    };
  } finally {
    await engine.stop();
  }
}

async function timeStart(directory: string): Promise<number> {
  const startMs = performance.now();
  const engine = await startEngineProcess(directory);
  const seconds = (performance.now() - startMs) / 1000;
  await engine.stop();
  return seconds;
}

async function fill(directory: string, messages: number): Promise<{ queueUrl: string; fillSeconds: number }> {
  const engine = await startEngineProcess(directory);
  try {
    const startMs = performance.now();
    const queueUrl = await createQueue(engine.url, 'disk', messages);
    return { queueUrl, fillSeconds: (performance.now() - startMs) / 1000 };
  } finally {
    await engine.stop();
  }
}

async function timeCall(url: string, action: string, QueueUrl: string): Promise<number> {
  const startMs = performance.now();
  await callSqs(url, action, { QueueUrl });
  return performance.now() - startMs;
}
