import { readLatestAttempts } from '#lib/attempts/read/latest-attempts';
import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { readQueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import type { SentEntry } from '../ledger/entries.ts';
import type { MessageOutcome } from '../types.ts';
import { judgeOutcome, type TargetFacts } from './judge-outcome.ts';

/** A copy and what has become of it. */
export interface JudgedEntry {
  entry: SentEntry;
  outcome: MessageOutcome;
  attempt: LatestAttempt | undefined;
}

/**
 * What has become of copies, in their order: one request for a hundred.
 * @throws DomainError `attempts-unavailable`
 */
export async function lookUpCopies(
  ctx: Context,
  entries: readonly SentEntry[],
  { targets, recorded }: Memory,
): Promise<JudgedEntry[]> {
  const messageIds = entries.map(({ newMessageId }) => newMessageId).filter((id) => id !== '');
  const latest = await readLatestAttempts({ ctx, input: { messageIds } });
  for (const { newMessageId, target } of entries) if (latest.has(newMessageId)) recorded.add(target);
  const nowMs = ctx.clock.nowMs();
  const judge = async (entry: SentEntry): Promise<JudgedEntry> => {
    const attempt = latest.get(entry.newMessageId);
    const target = entry.newMessageId === '' ? null : await readTarget(ctx, entry.target, targets);
    const isInstrumented = recorded.has(entry.target);
    const outcome = judgeOutcome(attempt, { sentAtMs: entry.atMs, nowMs, target, isInstrumented });
    return { entry, outcome, attempt };
  };
  return Promise.all(entries.map(judge));
}

/** What was learnt of the queues that copies went to. */
export interface Memory {
  targets: Map<string, Promise<TargetFacts | null>>;
  /** Names of those whose consumers have recorded something. */
  recorded: Set<string>;
}

export function createMemory(): Memory {
  return { targets: new Map(), recorded: new Set() };
}

function readTarget(ctx: Context, name: string, memory: Memory['targets']): Promise<TargetFacts | null> {
  const reading = memory.get(name) ?? read(ctx, name);
  memory.set(name, reading);
  return reading;
}

async function read(ctx: Context, name: string): Promise<TargetFacts | null> {
  try {
    const url = await findQueueUrl({ ctx, input: { name } });
    const { redrivePolicy, retentionSeconds } = await readQueueAttributes({ ctx, input: { url } });
    return { maxReceiveCount: redrivePolicy?.maxReceiveCount ?? null, retentionSeconds };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return null;
  }
}
