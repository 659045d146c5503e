import type { QueueFacts } from '../../facts.ts';
import type { Finding } from '../../types.ts';

/** One failed message returns its whole batch to the queue. */
export function partialBatchResponses({ name, consumers }: QueueFacts): Finding[] {
  const whole = (consumers ?? []).filter(
    ({ batchSize, partialBatchResponses }) => batchSize > 1 && !partialBatchResponses,
  );
  if (whole.length === 0) return [];
  const functions = whole.map(({ functionName }) => functionName).join(', ');
  const batchSize = Math.max(...whole.map((consumer) => consumer.batchSize));
  return [
    {
      rule: 'partial-batch-responses',
      severity: 'warning',
      queue: name,
      title: `One failed message returns the whole batch of up to ${batchSize} (${functions})`,
      reason:
        'Partial batch responses are off. Messages that were processed well come back with the bad one: they are processed again, use up their receives and can end as dead letters.',
      fix: `Let ${functions} return batchItemFailures, then add ReportBatchItemFailures to the FunctionResponseTypes of the event source mapping.`,
    },
  ];
}
