import type { Health } from '#lib/access/types';
import type { OverviewMetrics } from '#lib/metrics/types';
import type { QueueList } from '#lib/queues/types';

import { useReading } from './readings/use-reading.ts';

export function useQueues() {
  return useReading<QueueList>('/api/queues', 2000);
}

export function useOverviewMetrics() {
  return useReading<OverviewMetrics>('/api/overview', 5000);
}

/** Which AWS the desk works with, and whether it answers. */
export function useHealth() {
  return useReading<Health>('/api/health', 5000);
}
