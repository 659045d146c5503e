import { z } from 'zod';

/** Message attribute that carries a message's history across redrives, because AWS gives it a new id each time. */
export const LINEAGE_ATTRIBUTE = 'Redrive-Lineage';

const LineageSchema = z.object({
  root: z.string().min(1).max(128),
  generation: z.int().min(0).max(1_000_000),
  receives: z.int().min(0).max(1_000_000_000),
  job: z.string().min(1).max(40).exactOptional(),
  origin: z.string().min(1).max(80).exactOptional(),
});

/** A message that was redriven so often is not redriven again unless somebody insists. */
export const MANY_GENERATIONS = 5;

export interface Lineage {
  /** Id the message had before its first redrive. */
  root: string;
  /** Redrives so far, 1 for the first; 0 for a restored copy of a message that was never redriven. */
  generation: number;
  /** Deliveries to consumers before the latest redrive, over all generations. */
  receives: number;
  /** Job that sent this copy. */
  job?: string;
  /** Queue it was dead-lettered from, for a copy that went elsewhere: SQS itself forgets it. */
  origin?: string;
}

/** The lineage in an attribute's value; null when it is absent or not ours (anyone may send such an attribute). */
export function parseLineage(value: string | undefined): Lineage | null {
  if (value === undefined) return null;
  try {
    const parsed = LineageSchema.safeParse(JSON.parse(value));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Lineage of the copy a redrive or a restore is about to send.
 * `deliveries` is how often consumers saw this generation; `origin` is set where the copy does not go back there.
 */
export function nextLineage(
  messageId: string,
  previous: Lineage | null,
  next: { isRedrive: boolean; deliveries: number; job?: string; origin?: string | undefined },
): Lineage {
  return {
    root: previous?.root ?? messageId,
    generation: (previous?.generation ?? 0) + (next.isRedrive ? 1 : 0),
    receives: (previous?.receives ?? 0) + next.deliveries,
    ...(next.job !== undefined && { job: next.job }),
    ...(next.origin !== undefined && { origin: next.origin }),
  };
}
