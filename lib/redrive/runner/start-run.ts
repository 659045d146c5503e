import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { runInProcess } from './run-in-process.ts';

/** SQS's bound. */
const MAX_DELAY_SECONDS = 900;

/** Name of the queue that feeds the mover function; undefined where jobs run in this process. */
export function jobsQueueName(): string | undefined {
  return process.env['REDRIVE_JOBS_QUEUE'] || undefined;
}

/**
 * Has a job run, by the mover function or in this process; returns when that is certain. Asking twice does no harm: one run at a time holds the
 * job's lease.
 * `afterMs`: not before; at most 15 minutes.
 * @throws DomainError `queue-not-found`, `access-denied`, `unreachable`: the job is stored, and whoever looks at it later starts it
 */
export async function startRun(ctx: Context, jobId: string, afterMs = 0): Promise<void> {
  const queue = jobsQueueName();
  if (queue === undefined) return runInProcess(ctx, jobId, afterMs);
  const QueueUrl = await findQueueUrl({ ctx, input: { name: queue } });
  const DelaySeconds = Math.min(Math.ceil(afterMs / 1000), MAX_DELAY_SECONDS);
  await callAws({ action: 'sqs:SendMessage', queue }, () =>
    ctx.aws.sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ jobId }), DelaySeconds }),
    ),
  );
}
