import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import { createSharedReads } from '#lib/flow/shared-reads';
import { readQueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import type { SourceFacts } from '../facts.ts';

const RETENTION_TTL_MS = 60_000;
/** SQS allows any number of sources; a few tell whether their dead-letter queue keeps long enough. */
const MAX_SOURCES_READ = 25;
const CONCURRENT_READS = 8;

/**
 * The queues that dead-letter into one, with their retention: of the first 25, read at most once a minute for all viewers. Null is the
 * retention of those beyond, and of those that cannot be read.
 */
export function readSources({
  ctx,
  input,
}: {
  ctx: Context;
  input: { names: readonly string[] };
}): Promise<SourceFacts[]> {
  const reads = ctx.shared.of('source-retentions', () =>
    createSharedReads<number | null>({ clock: ctx.clock, ttlMs: RETENTION_TTL_MS }),
  );
  return mapConcurrently(input.names, CONCURRENT_READS, async (name, index) => ({
    name,
    retentionSeconds:
      index < MAX_SOURCES_READ ? await reads.read(name, () => readRetention(ctx, name)) : null,
  }));
}

async function readRetention(ctx: Context, name: string): Promise<number | null> {
  try {
    const url = await findQueueUrl({ ctx, input: { name } });
    return (await readQueueAttributes({ ctx, input: { url } })).retentionSeconds;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return null;
  }
}
