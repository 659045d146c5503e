import type { QueueMetrics } from '#lib/metrics/types';
import type { MoveTaskList } from '#lib/redrive/types';
import type { QueueDetail } from '#lib/queues/types';

import { useReading } from './readings/use-reading.ts';

export function useQueue(name: string) {
  return useReading<QueueDetail>(`/api/queues/${encodeURIComponent(name)}`, 2000);
}

export function useQueueMetrics(name: string, minutes: number) {
  return useReading<QueueMetrics>(`/api/queues/${encodeURIComponent(name)}/metrics?minutes=${minutes}`, 5000);
}

/** Recent move tasks out of a dead-letter queue, newest first; closely watched while one runs. */
export function useMoveTasks(source: string, running: boolean) {
  const path = `/api/redrives?source=${encodeURIComponent(source)}`;
  return useReading<MoveTaskList>(path, running ? 1000 : 5000);
}
