import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createTokenBuckets } from '../limits/token-bucket.ts';
import { recordAtOnce, type DeedFacts } from './record-deed.ts';

/** Refusals of one person that get an entry, in each server process; strangers count as one person together. */
const ENTRIES_PER_MINUTE = 10;
const ENTRIES_AT_ONCE = 60;

/**
 * An entry that something was refused. So that nobody can fill the table, what comes too fast is counted, and the next entry says how
 * many there were. A table that does not answer is no reason to fail: nothing was done.
 */
export async function recordRefusal(ctx: Context, facts: DeedFacts, code: string): Promise<void> {
  const { buckets, suppressed } = ctx.shared.of('refusals', () => ({
    buckets: createTokenBuckets({
      clock: ctx.clock,
      perMinute: ENTRIES_PER_MINUTE,
      burst: ENTRIES_AT_ONCE,
    }),
    suppressed: new Map<string, number>(),
  }));
  const key = facts.person?.subject ?? '';
  const before = suppressed.get(key) ?? 0;
  if (!buckets.take(key)) {
    suppressed.set(key, before + 1);
    return;
  }
  suppressed.delete(key);
  try {
    await recordAtOnce(ctx, facts, { outcome: 'refused', code, suppressed: before });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    suppressed.set(key, (suppressed.get(key) ?? 0) + before + 1);
  }
}
