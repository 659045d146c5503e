import type { CauseList, Funnel, RetryingList } from '#lib/attempts/types';
import type { QueueMetrics } from '#lib/metrics/types';
import type { QueueDetail } from '#lib/queues/types';

import { useReading } from './readings/use-reading.ts';

export function useQueue(name: string) {
  return useReading<QueueDetail>(`/api/queues/${encodeURIComponent(name)}`, 2000);
}

export function useQueueMetrics(name: string, minutes: number) {
  return useReading<QueueMetrics>(`/api/queues/${encodeURIComponent(name)}/metrics?minutes=${minutes}`, 5000);
}

/** Why messages of a queue failed, counted over the window. */
export function useCauses(name: string, minutes: number) {
  return useReading<CauseList>(`/api/queues/${encodeURIComponent(name)}/causes?minutes=${minutes}`, 10_000);
}

/** How many attempts messages needed; as fresh as the other figures of the window. */
export function useFunnel(name: string, minutes: number) {
  return useReading<Funnel>(`/api/queues/${encodeURIComponent(name)}/funnel?minutes=${minutes}`, 5000);
}

/** Messages between two attempts. */
export function useRetrying(name: string) {
  return useReading<RetryingList>(`/api/queues/${encodeURIComponent(name)}/retrying`, 2000);
}
