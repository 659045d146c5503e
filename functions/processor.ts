import { setTimeout as wait } from 'node:timers/promises';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSRecord } from 'aws-lambda';
import { numberDelivery } from '#lib/attempts/attempt-number';
import { recordAttempts } from '#lib/attempts/record/record-attempts';
import { parseProcessingRule, processMessage } from '#lib/processing/process-message';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';

const logger = new Logger({ serviceName: 'processor' });
const batch = new BatchProcessor(EventType.SQS);

/** Processes a batch of SQS messages; only those that failed are reported, so only they return to the queue. */
export const handler = recordAttempts((event, context, { watch }) => {
  const rule = parseProcessingRule(process.env['PROCESSOR_RULE']);

  const processRecord = async ({ messageId, body, attributes, messageAttributes }: SQSRecord) => {
    const { attempt } = numberDelivery(
      attributes.ApproximateReceiveCount,
      messageAttributes[LINEAGE_ATTRIBUTE]?.stringValue,
    );
    const ctx = { rule, wait: (ms: number) => wait(ms), crash: () => process.exit(1) };
    try {
      await processMessage({ ctx, input: { body, attempt } });
    } catch (error) {
      const errorName = error instanceof Error ? error.name : 'UnknownError';
      logger.error('message failed', { messageId, attempt, errorName });
      throw error;
    }
  };

  // A batch that failed as a whole still answers by message, not by throwing: each failure is then logged once.
  return processPartialResponse(event, watch(processRecord), batch, {
    context,
    throwOnFullBatchFailure: false,
  });
});
