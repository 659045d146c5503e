import { deadLetterHolders } from '../../dead-letter-holders.ts';
import type { HolderFacts, QueueFacts, SourceFacts } from '../../facts.ts';
import { DIAGNOSE_LIMITS } from '../../limits.ts';
import type { Finding } from '../../types.ts';
import { duration } from '../../wording.ts';

/**
 * A dead-letter queue that keeps messages no longer than a queue that fills it; of several, the one that keeps longest is named.
 * The clock of a standard queue's message starts at its first send, that of a FIFO queue's again with the move.
 */
export function deadLetterRetention(facts: QueueFacts): Finding[] {
  return deadLetterHolders(facts).flatMap((holder) => {
    const sources = (holder.deadLetterSources ?? []).flatMap(({ name, retentionSeconds }) =>
      retentionSeconds === null ? [] : [{ name, retentionSeconds }],
    );
    const [longest] = sources.toSorted((a, b) => b.retentionSeconds - a.retentionSeconds);
    return longest && holder.retentionSeconds !== null ? judge(holder, holder.retentionSeconds, longest) : [];
  });
}

type KnownSource = SourceFacts & { retentionSeconds: number };

function judge({ name, type }: HolderFacts, retentionSeconds: number, source: KnownSource): Finding[] {
  const { maxRetentionSeconds, defaultRetentionSeconds } = DIAGNOSE_LIMITS;
  if (retentionSeconds > source.retentionSeconds) return [];
  const isAtMost = retentionSeconds >= maxRetentionSeconds;
  // Its clock starts again: with 14 days there is nothing to gain.
  if (type === 'fifo' && isAtMost) return [];
  const kept = duration(retentionSeconds);
  return [
    {
      rule: 'dead-letter-retention',
      severity: type === 'fifo' ? 'notice' : 'warning',
      queue: name,
      title: `${name} keeps messages for ${kept}, ${source.name} for ${duration(source.retentionSeconds)}`,
      reason:
        type === 'fifo'
          ? `The clock of a FIFO message starts again when it is dead-lettered, so nothing is lost by the move; but ${kept} is all the time there is to find the cause and redrive.`
          : `The clock of a dead letter started with its first send, so all the time in ${source.name} counts: what was retried for long expires soon after it arrives, or at once.`,
      fix: isAtMost
        ? `Set MessageRetentionPeriod of ${source.name} to ${defaultRetentionSeconds} (${duration(defaultRetentionSeconds)}): ${name} already has the longest there is.`
        : `Set MessageRetentionPeriod of ${name} to ${maxRetentionSeconds} (${duration(maxRetentionSeconds)}).`,
    },
  ];
}
