import { deadLetterHolders, isDeadLetterHolder } from '../../dead-letter-holders.ts';
import type { HolderFacts, QueueFacts } from '../../facts.ts';
import { DIAGNOSE_LIMITS } from '../../limits.ts';
import type { Finding } from '../../types.ts';
import { duration } from '../../wording.ts';

const { expiresSoonSeconds, expiresSoonShare } = DIAGNOSE_LIMITS;

/** The oldest message of the queue, or of the one that takes its dead letters, is lost within a day. */
export function expiresSoon(facts: QueueFacts): Finding[] {
  const deadLetters = deadLetterHolders(facts).flatMap((holder) => judge(holder, expiresSoonSeconds));
  if (isDeadLetterHolder(facts)) return deadLetters;
  // A queue at work may keep messages for an hour by design.
  const soon = Math.min(expiresSoonSeconds, expiresSoonShare * (facts.retentionSeconds ?? Infinity));
  return [...deadLetters, ...judge(facts, soon)];
}

function judge(holder: HolderFacts, soonSeconds: number): Finding[] {
  const { name, type, retentionSeconds, oldestAgeSeconds, visible, deadLetterSources } = holder;
  if (!visible || retentionSeconds === null || oldestAgeSeconds === null) return [];
  const leftSeconds = retentionSeconds - oldestAgeSeconds;
  if (leftSeconds >= soonSeconds) return [];
  const isDeadLetterQueue = isDeadLetterHolder(holder);
  // The age counts from the arrival among dead letters, the life of a standard message from its first send. A function's is sent there.
  const isAtMost = Boolean(deadLetterSources?.length) && type === 'standard';
  const oldest = isDeadLetterQueue ? 'dead letter' : 'message';
  const end = leftSeconds > 0 ? `in ${duration(leftSeconds)}` : 'now';
  return [
    {
      rule: 'expires-soon',
      severity: 'danger',
      queue: name,
      title: `The oldest ${oldest} of ${name} expires ${end}${isAtMost ? ' at the latest' : ''}`,
      reason: isAtMost
        ? `Its retention of ${duration(retentionSeconds)} counts from the first send, before it came here ${duration(oldestAgeSeconds)} ago. What expires cannot be brought back.`
        : `It has been here for ${duration(oldestAgeSeconds)} of a retention of ${duration(retentionSeconds)}. What expires cannot be brought back.`,
      fix: toFix(holder, retentionSeconds, isDeadLetterQueue),
    },
  ];
}

function toFix({ name }: HolderFacts, retentionSeconds: number, isDeadLetterQueue: boolean): string {
  const { maxRetentionSeconds } = DIAGNOSE_LIMITS;
  const act = isDeadLetterQueue ? 'Redrive or export its messages' : 'Let a consumer take its messages';
  return retentionSeconds < maxRetentionSeconds
    ? `${act} before, or set MessageRetentionPeriod of ${name} to ${maxRetentionSeconds} (${duration(maxRetentionSeconds)}) now.`
    : `${act} before: ${duration(maxRetentionSeconds)} is the longest that SQS keeps messages.`;
}
