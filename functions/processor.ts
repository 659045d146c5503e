import { setTimeout as wait } from 'node:timers/promises';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSEvent, SQSRecord, Context, SQSBatchResponse } from 'aws-lambda';
import { attemptNumber } from '#lib/processing/attempt';
import { createAttemptCounts } from '#lib/processing/attempt-counts';
import { parseProcessingRule, processMessage } from '#lib/processing/process-message';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';
import { publishAttempts } from './publish-attempts.ts';

const logger = new Logger({ serviceName: 'processor' });
const batch = new BatchProcessor(EventType.SQS);

/** Processes a batch of SQS messages; only those that failed are reported, so only they return to the queue. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const rule = parseProcessingRule(process.env['PROCESSOR_RULE']);
  const counts = createAttemptCounts();

  const processRecord = async (record: SQSRecord) => {
    const queue = record.eventSourceARN.split(':').at(-1) ?? record.eventSourceARN;
    const lineage = record.messageAttributes[LINEAGE_ATTRIBUTE]?.stringValue;
    const attempt = attemptNumber(record.attributes.ApproximateReceiveCount, lineage);
    const ctx = { rule, wait: (ms: number) => wait(ms), crash: () => process.exit(1) };
    try {
      await processMessage({ ctx, input: { body: record.body, attempt } });
      counts.add({ queue, attempt, failed: false });
    } catch (error) {
      counts.add({ queue, attempt, failed: true });
      const errorName = error instanceof Error ? error.name : 'UnknownError';
      logger.error('message failed', { messageId: record.messageId, queue, attempt, errorName });
      throw error;
    }
  };

  // A batch that failed as a whole still answers by message, not by throwing: each failure is then counted and logged once.
  const response = await processPartialResponse(event, processRecord, batch, {
    context,
    throwOnFullBatchFailure: false,
  });
  publishAttempts({ counts: counts.list(), logger });
  return response;
}
