import { formatCount } from '#components/ui/format.ts';
import type { JobOutcome, MessageOutcome, RedriveJob } from '#lib/redrive/types';

/** Outcomes in the order they are shown. `Moved` alone says that a message is in its target, not what became of it there. */
export const OUTCOMES: readonly {
  key: MessageOutcome;
  text: string;
  tone: string;
  fill: string;
  meaning: string;
}[] = [
  {
    key: 'succeeded',
    text: 'succeeded',
    tone: 'text-ok',
    fill: 'bg-ok',
    meaning: 'Its consumer processed it.',
  },
  {
    key: 'failingAgain',
    text: 'failing again',
    tone: 'text-warning',
    fill: 'bg-warning',
    meaning: 'It failed since it was moved and will be tried again.',
  },
  {
    key: 'deadAgain',
    text: 'dead again',
    tone: 'text-danger',
    fill: 'bg-danger',
    meaning: 'It failed as often as its queue allows and is a dead letter again.',
  },
  {
    key: 'expired',
    text: 'expired',
    tone: 'text-danger',
    fill: 'bg-[repeating-linear-gradient(135deg,var(--danger)_0_2px,transparent_2px_4px)]',
    meaning: 'Its queue dropped it before a consumer was done with it.',
  },
  {
    key: 'pending',
    text: 'pending',
    tone: 'text-muted',
    fill: 'bg-accent/45',
    meaning: 'Nothing has been recorded about it since it was moved.',
  },
  {
    key: 'unknown',
    text: 'unknown',
    tone: 'text-muted',
    fill: 'bg-faint',
    meaning: 'It cannot be known: its consumer records nothing, or took too long.',
  },
];

/** Something is known, be it that nothing has been recorded yet. */
export function hasOutcome(outcome: JobOutcome): boolean {
  return OUTCOMES.some(({ key }) => outcome[key] > 0);
}

/** {@link describeOutcome} of a job in a list, which may not have asked about all that was moved; what is missing is on the job's page. */
export function describeListedOutcome({ outcome, totals }: Pick<RedriveJob, 'outcome' | 'totals'>): string {
  const rest = totals.moved - OUTCOMES.reduce((sum, { key }) => sum + outcome[key], 0);
  const known = describeOutcome(outcome);
  if (rest <= 0) return known;
  return known ? `${known}; of ${formatCount(rest)} on its page` : 'on its page';
}

/** `20 succeeded, 4 failing again`; empty where nothing was moved. */
export function describeOutcome(outcome: JobOutcome): string {
  return OUTCOMES.flatMap(({ key, text }) =>
    outcome[key] ? `${formatCount(outcome[key])} ${text}` : [],
  ).join(', ');
}
