import { Logger } from '@aws-lambda-powertools/logger';
import type { Context as LambdaContext, SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { createContext } from '#lib/context';
import { runJob } from '#lib/redrive/mover/run-job';
import { startRun } from '#lib/redrive/runner/start-run';

const logger = new Logger({ serviceName: 'mover' });
const ctx = createContext();

/** Of what is left of an invocation: a batch under way is finished, and everything held is given back. */
const HAND_OVER_MS = 45_000;

const Request = z.object({ jobId: z.string() });

/**
 * Runs the redrive jobs that the jobs queue names, one a message. A job that takes longer than an invocation may last is handed over to the next
 * one by a message of its own; of a run that dies the queue brings the message back, and its ledger says how far it was.
 */
export async function handler(event: SQSEvent, context: LambdaContext): Promise<void> {
  for (const { body } of event.Records) {
    const { jobId } = Request.parse(JSON.parse(body));
    const untilMs = ctx.clock.nowMs() + context.getRemainingTimeInMillis() - HAND_OVER_MS;
    const end = await runJob({ ctx, input: { jobId, options: { untilMs } } });
    logger.info('run ended', { jobId, ...end });
    if (end.again) await startRun(ctx, jobId, end.afterMs);
  }
}
