import { useState } from 'react';

import { isActiveJob } from '#components/redrives/job-status.ts';
import type { JobMessageList, JobMessagePage, RedriveJob } from '#lib/redrive/types';

import { useReading } from '../readings/use-reading.ts';

const ACTIVE_MS = 1000;
const PENDING_MS = 5000;
const ACTIVE_LIST_MS = 2000;
/** An ended job of which every outcome is known does not change. */
const NEVER_MS = 0;

/** How often a job wants to be read again, in ms; 0 for never. */
export function paceOf(job: RedriveJob | undefined): number {
  if (job === undefined || isActiveJob(job)) return ACTIVE_MS;
  return job.action !== 'delete' && job.outcome.pending + job.outcome.failingAgain > 0
    ? PENDING_MS
    : NEVER_MS;
}

/** A job, closely watched while it is active and now and then while outcomes are to come. */
export function useJob(id: string) {
  const [everyMs, setEveryMs] = useState(ACTIVE_MS);
  const reading = useReading<RedriveJob>(`/api/redrives/${encodeURIComponent(id)}`, everyMs);
  const next = reading.data === undefined && reading.error ? PENDING_MS : paceOf(reading.data);
  if (next !== everyMs) setEveryMs(next);
  return reading;
}

/** One page of a job's messages; `cursor` null is the first. */
export function useJobMessages(job: RedriveJob, list: JobMessageList, cursor: string | null) {
  const query = new URLSearchParams({ list, ...(cursor !== null && { cursor }) });
  const path = `/api/redrives/${encodeURIComponent(job.id)}/messages?${query.toString()}`;
  return useReading<JobMessagePage>(path, isActiveJob(job) ? ACTIVE_LIST_MS : paceOf(job));
}
