import { isDeadLetterHolder } from '../../dead-letter-holders.ts';
import type { QueueFacts } from '../../facts.ts';
import { DIAGNOSE_LIMITS } from '../../limits.ts';
import type { Finding } from '../../types.ts';
import { duration } from '../../wording.ts';

/** A queue that is worked on and dead-letters nowhere. Without a consumer it may itself hold dead letters of another service. */
export function noDeadLetterQueue(facts: QueueFacts): Finding[] {
  const { name, deadLetterQueue, deadLetterSources, consumers, retentionSeconds } = facts;
  if (deadLetterQueue || deadLetterSources === null || isDeadLetterHolder(facts)) return [];
  const isConsumed = consumers !== null && consumers.length > 0;
  const end = retentionSeconds === null ? 'its retention' : `its retention of ${duration(retentionSeconds)}`;
  const doubt = 'If it takes what Lambda, SNS or EventBridge could not deliver, this is as it should be.';
  return [
    {
      rule: 'no-dead-letter-queue',
      severity: isConsumed ? 'warning' : 'notice',
      queue: name,
      title: `${name} has no dead-letter queue`,
      reason: `A message that always fails is retried until ${end} ends, and is then gone without a trace.${isConsumed ? '' : ` ${doubt}`}`,
      fix: `Create a queue of the same type and name it in the RedrivePolicy of ${name}, with a maxReceiveCount of ${DIAGNOSE_LIMITS.advisedReceives}.`,
    },
  ];
}
