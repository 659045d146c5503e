import { deadLetterHolders } from '../../dead-letter-holders.ts';
import type { AlarmFacts, HolderFacts, QueueFacts } from '../../facts.ts';
import type { Finding } from '../../types.ts';

/** `ApproximateNumberOfMessagesVisible`, `ApproximateAgeOfOldestMessage` and their like see what a queue holds; others count calls. */
const SEES_WHAT_IS_HELD = /^Approximate/;

/**
 * A dead-letter queue that can fill unseen: no alarm, or only alarms on metrics that do not see dead letters arrive. The move by SQS
 * itself is not counted in NumberOfMessagesSent; what Lambda sends is. No alarm at all is only a notice: it may be watched by something
 * else.
 */
export function noAlarm(facts: QueueFacts): Finding[] {
  return deadLetterHolders(facts).flatMap(judge);
}

function judge({ name, alarms, deadLetterSources }: HolderFacts): Finding[] {
  const sees = ({ metric }: AlarmFacts) =>
    SEES_WHAT_IS_HELD.test(metric) || (metric === 'NumberOfMessagesSent' && !deadLetterSources?.length);
  if (alarms === null || alarms.some(sees)) return [];
  const [blind] = alarms;
  const fix = `an alarm on ApproximateNumberOfMessagesVisible (namespace AWS/SQS, QueueName ${name}, Maximum over 60 s) for values above 0.`;
  return [
    blind
      ? {
          rule: 'no-alarm',
          severity: 'warning',
          queue: name,
          title: `The alarm ${blind.name} on ${name} watches ${blind.metric}, which does not see dead letters`,
          reason: `${blind.metric} counts requests, and SQS makes none when it dead-letters: the queue fills and the alarm stays silent.`,
          fix: `Add ${fix}`,
        }
      : {
          rule: 'no-alarm',
          severity: 'notice',
          queue: name,
          title: `No CloudWatch alarm watches ${name}`,
          reason:
            'Unless something else watches it, nobody is told when messages die, and they expire with their retention.',
          fix: `Create ${fix}`,
        },
  ];
}
