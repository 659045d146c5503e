import type { MessageAttempts, TimelineEntry } from '#lib/attempts/types';

import { measureGap, type Gap } from './gap.ts';

/** Attempts of a long story that are shown at once: the first, and the last. */
const FIRST = 1;
const LAST = 6;
/** Folding fewer away is not worth a click. */
const LEAST_FOLDED = 3;

/** What the timeline shows, in order. */
export type TimelineStep =
  | { kind: 'attempt'; entry: TimelineEntry }
  /** `since`: number of the attempt it is measured from, where that is not the one before. */
  | { kind: 'gap'; gap: Gap; since: number | null }
  /** Before or after a delivery without a record nobody knows when it was. */
  | { kind: 'unknown-gap' }
  /** `seconds` since the last attempt before it whose time is known; null where none is. */
  | { kind: 'redriven'; generation: number; messageId: string | null; seconds: number | null }
  | { kind: 'folded'; count: number };

/** Attempts with the gaps between them; `whole` shows those in the middle of a long story too. */
export function toSteps(
  { entries, visibilityTimeoutSeconds }: Pick<MessageAttempts, 'entries' | 'visibilityTimeoutSeconds'>,
  whole: boolean,
): TimelineStep[] {
  const folded = entries.length - FIRST - LAST;
  const folds = !whole && folded >= LEAST_FOLDED;
  return entries.flatMap((entry, index): TimelineStep[] => {
    if (folds && index >= FIRST && index < FIRST + folded) {
      return index === FIRST ? [{ kind: 'folded', count: folded }] : [];
    }
    const attempt = { kind: 'attempt', entry } as const;
    const afterFold = folds && index === FIRST + folded;
    const between = stepBetween(entries, index, visibilityTimeoutSeconds);
    return !between || (afterFold && between.kind !== 'redriven') ? [attempt] : [between, attempt];
  });
}

/** What lies between an attempt and the one before; null before the first. */
function stepBetween(
  entries: readonly TimelineEntry[],
  index: number,
  visibilityTimeoutSeconds: number | null,
): TimelineStep | null {
  const entry = entries[index];
  const previous = entries[index - 1];
  if (!entry || !previous) return null;
  const { generation, messageId } = entry;
  const timed = entries.slice(0, index).findLast((earlier) => earlier.kind === 'recorded');
  const seconds =
    timed && entry.kind === 'recorded' ? Math.max(0, entry.startedAtMs - timed.startedAtMs) / 1000 : null;
  if (generation !== previous.generation) return { kind: 'redriven', generation, messageId, seconds };
  if (!timed || seconds === null || timed.generation !== generation) return { kind: 'unknown-gap' };
  const timeouts = Math.max(1, entry.attempt - timed.attempt);
  return {
    kind: 'gap',
    gap: measureGap(seconds, timeouts, visibilityTimeoutSeconds),
    since: timed === previous ? null : timed.attempt,
  };
}
