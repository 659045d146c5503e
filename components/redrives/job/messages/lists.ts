import type { JobMessageList, RedriveJob } from '#lib/redrive/types';

import { DONE_WORDS } from '../../job-text.ts';

export const JOB_LISTS = ['failed', 'doubtful', 'skipped', 'moved'] as const satisfies JobMessageList[];

/** Lists of a job with their names and how many are in each, in the order that they want to be looked at. */
export function listLists(job: RedriveJob): { list: JobMessageList; title: string; count: number }[] {
  const { totals, mayBeDoubled, action } = job;
  const done = DONE_WORDS[action];
  return [
    { list: 'failed', title: 'Failed', count: totals.failed },
    // Deleting makes no copies.
    ...(action === 'delete'
      ? []
      : [{ list: 'doubtful' as const, title: 'May be doubled', count: mayBeDoubled }]),
    { list: 'skipped', title: 'Skipped', count: totals.skipped },
    { list: 'moved', title: done.charAt(0).toUpperCase() + done.slice(1), count: totals.moved },
  ];
}

/** The list to begin with: what somebody must look at, or else what was moved. */
export function firstList(job: RedriveJob): JobMessageList {
  if (job.mayBeDoubled) return 'doubtful';
  return job.totals.failed ? 'failed' : 'moved';
}

/** Why a list has nothing in it. */
export const NOTHING_IN: Record<JobMessageList, string> = {
  failed: 'Every message that was tried could be moved.',
  doubtful: 'What became of every message is certain: none of them exists twice because of it.',
  skipped: 'None was passed over.',
  moved: 'None has been moved yet.',
};
