import type { QueueFacts } from './facts.ts';
import { noConsumer } from './rules/consumer/no-consumer.ts';
import { partialBatchResponses } from './rules/consumer/partial-batch-responses.ts';
import { visibilityTimeout } from './rules/consumer/visibility-timeout.ts';
import { deadLetterQueueConsumed } from './rules/dead-letters/dead-letter-queue-consumed.ts';
import { deadLetterQueueMissing } from './rules/dead-letters/dead-letter-queue-missing.ts';
import { deadLetterQueueType } from './rules/dead-letters/dead-letter-queue-type.ts';
import { deadLetterRetention } from './rules/dead-letters/dead-letter-retention.ts';
import { noAlarm } from './rules/dead-letters/no-alarm.ts';
import { noDeadLetterQueue } from './rules/dead-letters/no-dead-letter-queue.ts';
import { expiresBeforeDead } from './rules/expiry/expires-before-dead.ts';
import { expiresSoon } from './rules/expiry/expires-soon.ts';
import { exhaustedNotMoved } from './rules/retries/exhausted-not-moved.ts';
import { maxReceiveCount } from './rules/retries/max-receive-count.ts';
import { FINDING_RULES, type Finding, type FindingCounts, type FindingRule } from './types.ts';

/** Every rule by the name its findings carry. A rule is pure and silent about what is unknown. */
const RULES: Readonly<Record<FindingRule, (facts: QueueFacts) => Finding[]>> = {
  'expires-soon': expiresSoon,
  'exhausted-not-moved': exhaustedNotMoved,
  'expires-before-dead': expiresBeforeDead,
  'no-consumer': noConsumer,
  'dead-letter-queue-missing': deadLetterQueueMissing,
  'dead-letter-queue-type': deadLetterQueueType,
  'dead-letter-queue-consumed': deadLetterQueueConsumed,
  'no-dead-letter-queue': noDeadLetterQueue,
  'dead-letter-retention': deadLetterRetention,
  'no-alarm': noAlarm,
  'visibility-timeout': visibilityTimeout,
  'max-receive-count': maxReceiveCount,
  'partial-batch-responses': partialBatchResponses,
};

const SEVERITIES = ['danger', 'warning', 'notice'] as const;

/** What is wrong with the set-up of a queue and its dead-letter queue: the worst first, then in the order of the rules. */
export function diagnoseQueue(facts: QueueFacts): Finding[] {
  const findings = FINDING_RULES.flatMap((rule) => RULES[rule](facts));
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts: FindingCounts = { danger: 0, warning: 0, notice: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
