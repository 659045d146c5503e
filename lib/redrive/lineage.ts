import { z } from 'zod';

/** Message attribute that carries a message's history across redrives, because AWS gives it a new id each time. */
export const LINEAGE_ATTRIBUTE = 'Redrive-Lineage';

const LineageSchema = z.object({
  root: z.string().min(1).max(128),
  generation: z.int().min(1).max(1_000_000),
  receives: z.int().min(0).max(1_000_000_000),
});

export interface Lineage {
  /** Id the message had before its first redrive. */
  root: string;
  /** Redrives so far, 1 for the first. */
  generation: number;
  /** Deliveries to consumers before the latest redrive, over all generations. */
  receives: number;
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
 * Lineage of the copy a redrive is about to send.
 * `deliveries` is how often consumers saw this generation.
 */
export function nextLineage(messageId: string, previous: Lineage | null, deliveries: number): Lineage {
  return {
    root: previous?.root ?? messageId,
    generation: (previous?.generation ?? 0) + 1,
    receives: (previous?.receives ?? 0) + deliveries,
  };
}
