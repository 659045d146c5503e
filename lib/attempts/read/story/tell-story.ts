import type { Attempt, TimelineEntry } from '../../types.ts';
import { knownLives, placeAttempt, type Life } from './lives.ts';

/** What is known of a message over its redrives. */
export interface Known {
  rootId: string;
  /** In any order; two may share an attempt number, since SQS may deliver a message again before the first delivery has ended. */
  recorded: readonly Attempt[];
  /** The generation that was asked about. */
  present: Life;
  /** Of the queue it came from; null where it has no redrive policy or cannot be read. */
  maxReceiveCount: number | null;
  /** Something of this message or its queue was recorded, so its consumer records: what has no record was killed. */
  isInstrumented: boolean;
  /** Deliveries with a smaller number may have been recorded, and their records be gone or unread: they are not inferred. */
  firstAttempt: number;
}

/** Oldest first. */
interface Story {
  entries: TimelineEntry[];
  /** Older ones were left out. */
  truncated: boolean;
}

/** As long as SQS keeps a message. */
const MAX_LIFE_MS = 14 * 86_400_000;

/**
 * All recorded attempts, and between and before them the deliveries that nobody recorded: attempts are numbered without gaps, so
 * each missing number below the newest was a delivery that failed, and so were all of a dead letter. Nothing is inferred
 * beyond that: a delivery that never was looks like one that went well. At most `maxEntries`, the newest.
 */
export function tellStory(known: Known, maxEntries: number): Story {
  const { rootId, recorded, present, maxReceiveCount } = known;
  const byNumber = Map.groupBy(recorded, ({ attempt }) => attempt);
  const lives = knownLives(rootId, recorded, present);
  const oldest = Math.min(known.firstAttempt, ...byNumber.keys());
  const reason = known.isInstrumented ? 'killed' : 'unrecorded';

  const newestFirst: TimelineEntry[] = [];
  let number = Math.max(present.receivesBefore + present.receives, ...byNumber.keys());
  for (; number >= oldest && newestFirst.length < maxEntries; number -= 1) {
    const attempts = byNumber.get(number)?.toSorted(byStart).toReversed();
    if (attempts) newestFirst.push(...attempts.map((attempt) => ({ kind: 'recorded' as const, ...attempt })));
    else {
      const place = placeAttempt(number, lives, maxReceiveCount);
      newestFirst.push({ kind: 'inferred', attempt: number, reason, ...place });
    }
  }
  return {
    entries: newestFirst.slice(0, maxEntries).toReversed(),
    truncated: number >= oldest || newestFirst.length > maxEntries,
  };
}

/**
 * The first attempt whose record cannot have expired. Records older than `keptSinceMs` are gone, and a delivery of an earlier
 * generation was made up to as many times 14 days before this one was sent as there were generations.
 */
export function firstUnexpired(recorded: readonly Attempt[], keptSinceMs: number): number {
  const [oldest] = recorded.toSorted((a, b) => a.attempt - b.attempt || byStart(a, b));
  if (!oldest || oldest.sentAtMs - oldest.generation * MAX_LIFE_MS >= keptSinceMs) return 1;
  return oldest.sentAtMs >= keptSinceMs ? oldest.attempt - oldest.receiveCount + 1 : oldest.attempt;
}

function byStart(a: Attempt, b: Attempt): number {
  return a.startedAtMs - b.startedAtMs || (a.messageId < b.messageId ? -1 : 1);
}
