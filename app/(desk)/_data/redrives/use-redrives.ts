import { useState } from 'react';

import { isActiveJob } from '#components/redrives/job-status.ts';
import { isActive } from '#components/redrives/tasks/task-text.ts';
import type { RedriveList } from '#lib/redrive/types';

import { useReading } from '../readings/use-reading.ts';

const ACTIVE_MS = 1000;
const IDLE_MS = 5000;

/** Jobs and AWS's move tasks, newest first, of one dead-letter queue or of all; closely watched while one is active. */
export function useRedrives(source: string | null = null) {
  const [active, setActive] = useState(false);
  const path = source === null ? '/api/redrives' : `/api/redrives?source=${encodeURIComponent(source)}`;
  const reading = useReading<RedriveList>(path, active ? ACTIVE_MS : IDLE_MS);
  const { data } = reading;
  const next = data !== undefined && (data.jobs.some(isActiveJob) || data.tasks.some(isActive));
  if (next !== active) setActive(next);
  return reading;
}
