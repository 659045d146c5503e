import type { JobRequest } from '../jobs/new-job.ts';

/** US dollars for a million requests, in most regions. */
const PRICES = { standard: 0.4, fifo: 0.5 } as const;
const MESSAGES_PER_REQUEST = 10;
/** Receive, send and delete; a restore only sends. */
const REQUESTS_PER_BATCH = { redrive: 3, delete: 2, restore: 1 } as const;

/**
 * Requests to SQS and what they cost, for batches of ten small messages: SQS counts a request again for each 64 kB. What is looked at and not
 * selected is received and given back.
 */
export function costOf(
  selected: number,
  {
    isFifo,
    isRestore,
    examined,
    job,
  }: { isFifo: boolean; isRestore: boolean; examined: number; job: JobRequest },
): { requests: number; costUsd: number } {
  const batches = Math.ceil(selected / MESSAGES_PER_REQUEST);
  const passedOver = isRestore || 'all' in job.selection ? 0 : Math.max(examined - selected, 0);
  const requests =
    batches * REQUESTS_PER_BATCH[job.action] + 2 * Math.ceil(passedOver / MESSAGES_PER_REQUEST);
  return { requests, costUsd: (requests * PRICES[isFifo ? 'fifo' : 'standard']) / 1_000_000 };
}
