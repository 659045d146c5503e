'use client';

import { useEffect, useState } from 'react';

import { FirstRunPanel } from '#components/queues/first-run/first-run-panel.tsx';
import {
  advance,
  countDeadLetters,
  findTestQueue,
  type Progress,
} from '#components/queues/first-run/progress.ts';
import { findTemplate } from '#components/queues/send/templates.ts';
import { formatCounted } from '#components/ui/format.ts';
import type { OverviewMetrics } from '#lib/metrics/types';
import type { QueueList } from '#lib/queues/types';

import { readFirstRun, storeFirstRun } from './_data/first-run-store.ts';
import { sendMessages } from './_data/send-messages.ts';

/** The guided test batch, with what it has come to kept in this browser. */
export default function FirstRun({
  list,
  metrics,
  onHide,
}: {
  list: QueueList;
  metrics: OverviewMetrics;
  onHide: () => void;
}) {
  const [stored, setProgress] = useState<Progress | null>(readFirstRun);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const queue = findTestQueue(list);
  const progress = stored && advance(stored, list, metrics);
  if (progress !== stored) setProgress(progress);
  useEffect(() => {
    if (progress) storeFirstRun(progress);
  }, [progress]);

  if (!queue) {
    return (
      <p className="border-b bg-sunken px-6 py-4 text-muted">
        A test run needs a standard queue with a dead-letter queue and an enabled consumer; there is none
        here.
      </p>
    );
  }

  const send = async () => {
    setSending(true);
    setProblem(null);
    const { deadLetterQueue, maxReceiveCount } = queue;
    const before = {
      attempts: metrics.attempts ?? 0,
      retries: metrics.retries ?? 0,
      deadLetters: countDeadLetters(list, deadLetterQueue),
    };
    const bodies = findTemplate('mixed').bodies({ maxReceiveCount, firstOrder: Date.now() % 100_000 });
    try {
      const { sent, failed } = await sendMessages(queue.name, { bodies });
      if (failed[0]) setProblem(`${formatCounted(failed.length, 'message')} refused: ${failed[0].message}`);
      if (sent.length) {
        setProgress({
          queue: queue.name,
          deadLetterQueue,
          accepted: sent.length,
          before,
          mostDeadLetters: before.deadLetters,
          reached: 'sent',
        });
      }
    } catch (error) {
      setProblem((error as Error).message);
    }
    setSending(false);
  };

  return (
    <FirstRunPanel
      queue={queue}
      deadLetterQueue={queue.deadLetterQueue}
      progress={progress}
      sending={sending}
      problem={problem}
      onSend={() => void send()}
      onHide={onHide}
    />
  );
}
