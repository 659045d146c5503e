import { Fault } from '#engine/core/fault';
import { createManualClock } from '#engine/core/manual-clock';
import { startPoller } from '#engine/lambda/polling/poller';
import type { AttemptOutcome, End, Run } from '#lib/retry/types';
import { ACCOUNT, openQueues } from './queues.ts';

/** A message as the function gets it. */
export interface Delivery {
  id: string;
  messageId: string;
  receiveCount: number;
}

/** What the function does with a batch. */
export interface Reaction {
  outcome: AttemptOutcome;
  lengthMs: number;
  /** Its answer; absent: it fails. */
  answer?: unknown;
  /** Messages that it deletes by itself. */
  deletes?: readonly string[];
  /** Messages that it has given up without a word. */
  lost?: readonly string[];
}

interface Setting {
  batchSize: number;
  batchingWindowSeconds: number;
  reportBatchItemFailures: boolean;
  visibilityTimeoutSeconds: number;
  messageRetentionSeconds: number;
  delaySeconds: number;
  maxReceiveCount: number | null;
  functionTimeoutSeconds: number;
}

/**
 * Sends messages to a queue of the engine, has its poller feed them to a function that reacts like this, and tells what happened until
 * `untilMs`. The function runs here and takes time by the clock; queue and poller are the engine's.
 */
export async function runQueue(
  setting: Setting,
  {
    ids,
    react,
    untilMs,
  }: { ids: readonly string[]; react: (batch: Delivery[]) => Reaction; untilMs: number },
): Promise<Run> {
  const clock = createManualClock();
  const startMs = clock.nowMs();
  const sinceStartMs = () => clock.nowMs() - startMs;
  const queues = openQueues(clock);
  const attempts: Run['attempts'][number][] = [];
  const ends: Run['ends'][number][] = [];
  const end = (item: string, where: End['where'], atMs = sinceStartMs()) => ends.push({ item, where, atMs });

  const deadLetterQueue = await queues.create('dead', { MessageRetentionPeriod: '1209600' });
  const { maxReceiveCount } = setting;
  const queueArn = await queues.create('source', {
    VisibilityTimeout: String(setting.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(setting.messageRetentionSeconds),
    DelaySeconds: String(setting.delaySeconds),
    ...(maxReceiveCount !== null && {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterQueue, maxReceiveCount }),
    }),
  });
  await queues.send('source', ids);

  const handles = new Map<string, string>();
  const lost = new Set<string>();
  const deletions: Promise<void>[] = [];
  /** A deletion ends a message only when the message was still there. */
  const remove = async (handle: string) => {
    const before = await queues.count('source');
    queues.port.delete({ queueArn, receiptHandles: [handle] });
    const id = handles.get(handle) ?? '';
    if ((await queues.count('source')) < before) end(id, lost.has(id) ? 'lost' : 'done');
  };

  const stopping = new AbortController();
  const watch = async () => {
    const { signal } = stopping;
    while (!signal.aborted) {
      const dead = await queues.port.receive({
        queueArn: deadLetterQueue,
        maxMessages: 10,
        waitSeconds: 20,
        signal,
      });
      for (const { body } of dead) end(body, 'dead-lettered');
      queues.port.delete({
        queueArn: deadLetterQueue,
        receiptHandles: dead.map((record) => record.receiptHandle),
      });
    }
  };
  const watching = watch();
  const throttled = new Set<string>();

  const poller = startPoller({
    clock,
    queues: {
      ...queues.port,
      async receive(request) {
        const records = await queues.port.receive(request);
        for (const { receiptHandle, body } of records) handles.set(receiptHandle, body);
        return records;
      },
      delete({ receiptHandles }) {
        deletions.push(
          (async () => {
            for (const handle of receiptHandles) await remove(handle);
          })(),
        );
      },
    },
    queueArn,
    region: ACCOUNT.region,
    settings: () => ({ ...setting, maximumConcurrency: undefined, filterPatterns: [] }),
    counted() {},
    onDefect(error) {
      throw error;
    },
    async invoke(payload) {
      const records = readRecords(payload);
      const items = records.map(({ id }) => id);
      const { outcome, lengthMs, answer, deletes = [], lost: losing = [] } = react(records);
      const atMs = sinceStartMs();
      if (outcome === 'throttled') {
        const key = records.map(({ receiptHandle }) => receiptHandle).join();
        if (!throttled.has(key)) attempts.push({ atMs, endsAtMs: atMs + lengthMs, items, outcome });
        throttled.add(key);
        throw new Fault('TooManyRequests', 'Rate Exceeded.');
      }
      attempts.push({ atMs, endsAtMs: atMs + lengthMs, items, outcome });
      if (lengthMs > 0) await new Promise<void>((resolve) => clock.at(clock.nowMs() + lengthMs, resolve));
      for (const id of losing) lost.add(id);
      for (const { id, receiptHandle } of records) if (deletes.includes(id)) await remove(receiptHandle);
      const failed = answer === undefined;
      return { requestId: 'r', payload: JSON.stringify(answer ?? {}), failed, logTailBase64: '' };
    },
  });

  const retentionMs = setting.messageRetentionSeconds * 1000;
  if (retentionMs <= untilMs) {
    await clock.advance(retentionMs - 1);
    const there = await queues.count('source');
    await clock.advance(1);
    const gone = there - (await queues.count('source'));
    const open = ids.filter((id) => !ends.some(({ item }) => item === id));
    if (gone === open.length) for (const id of open) end(id, 'expired', retentionMs);
  }
  await clock.advance(untilMs - sinceStartMs());
  stopping.abort();
  await Promise.all([poller.stop(), watching, ...deletions]);
  queues.close();
  return { attempts, ends };
}

function readRecords(payload: string): (Delivery & { receiptHandle: string })[] {
  const { Records } = JSON.parse(payload) as {
    Records: {
      messageId: string;
      body: string;
      receiptHandle: string;
      attributes: { ApproximateReceiveCount: string };
    }[];
  };
  return Records.map(({ messageId, body, receiptHandle, attributes }) => ({
    id: body,
    messageId,
    receiptHandle,
    receiveCount: Number(attributes.ApproximateReceiveCount),
  }));
}
