import { formatCount, formatCounted } from '#components/ui/format.ts';

import type { ScanLimit } from '#lib/messages/types';

import type { WorkbenchView } from '../workbench/types.ts';

export interface Around {
  /** Messages that a scan reads at most. */
  limit: number;
  /** Messages in flight now, as SQS reports them. */
  inFlight: number;
}

/** How far reading came, in one sentence without its end: `Read 12,300 of about 40,000 messages`. */
export function describeRead({ read, about }: Pick<WorkbenchView, 'read' | 'about'>): string {
  if (about !== null && about > read)
    return `Read ${formatCount(read)} of about ${formatCounted(about, 'message')}`;
  return `Read ${formatCounted(read, 'message')}`;
}

/** Why it is not all there is, and what to do; null when it is all, or is not known yet. */
export function describeGap(
  { state, read, about, end }: Pick<WorkbenchView, 'state' | 'read' | 'about' | 'end'>,
  { limit, inFlight }: Around,
): string | null {
  if (state !== 'done' || end?.complete) return null;
  const limitedBy = end ? end.limitedBy : 'stopped';
  if (limitedBy === 'limit') return `a look takes at most ${formatCount(limit)}`;
  if (limitedBy !== null) return LIMITED[limitedBy];
  const missing = (about ?? 0) - read;
  return missing > 0 && inFlight >= missing
    ? `${formatCounted(inFlight, 'message is', 'messages are')} in flight: someone else is looking at them`
    : 'some were in flight elsewhere. Read again in a moment';
}

const LIMITED: Record<Exclude<ScanLimit, 'limit'>, string> = {
  stopped: 'stopped by you',
  'in-flight': 'SQS lets no more be in flight at once',
  time: 'the rest would take longer than messages may be held',
};
