import { StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { readDeadLetterSources } from '#lib/queues/attributes/dead-letter-sources';
import { readQueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import type { MoveTask } from '../types.ts';
import { forgetMoves, listMoves } from './list-moves.ts';
import { taskIdOfHandle } from './move-task.ts';

/**
 * Starts AWS's move task for everything in a dead-letter queue: to `target`, or each message to where it came from.
 * `ratePerSecond` is 1..500; absent, AWS chooses.
 * @throws DomainError `not-a-dead-letter-queue`, `task-already-running`, `queue-not-found`
 */
export async function startMove({
  ctx,
  input,
}: {
  ctx: Context;
  input: { source: string; target?: string; ratePerSecond?: number };
}): Promise<MoveTask> {
  const { source, target, ratePerSecond } = input;
  const url = await findQueueUrl({ ctx, input: { name: source } });
  const [queue, sources, targetArn] = await Promise.all([
    readQueueAttributes({ ctx, input: { url } }),
    readDeadLetterSources({ ctx, input: { url } }),
    target === undefined ? undefined : readArn(ctx, target),
  ]);
  if (sources.length === 0) {
    throw new DomainError(
      'not-a-dead-letter-queue',
      `No queue uses ${source} as its dead-letter queue, and AWS moves messages out of dead-letter queues only.`,
    );
  }
  const handle = await start(ctx, source, {
    SourceArn: queue.arn,
    ...(targetArn !== undefined && { DestinationArn: targetArn }),
    ...(ratePerSecond !== undefined && { MaxNumberOfMessagesPerSecond: ratePerSecond }),
  });

  forgetMoves(ctx, source);
  const id = taskIdOfHandle(handle);
  const { tasks } = await listMoves({ ctx, input: { source } });
  // AWS may list it a moment later, or have ended it already, which takes its handle away.
  return (
    tasks.find((task) => task.id === id) ?? {
      id,
      status: 'running',
      source,
      target: target ?? null,
      ratePerSecond: ratePerSecond ?? null,
      moved: 0,
      toMove: queue.depth.visible,
      startedAtMs: ctx.clock.nowMs(),
      failureReason: null,
    }
  );
}

async function readArn(ctx: Context, name: string): Promise<string> {
  const url = await findQueueUrl({ ctx, input: { name } });
  return (await readQueueAttributes({ ctx, input: { url } })).arn;
}

async function start(
  ctx: Context,
  source: string,
  task: ConstructorParameters<typeof StartMessageMoveTaskCommand>[0],
): Promise<string> {
  try {
    const { TaskHandle = '' } = await callAws({ action: 'sqs:StartMessageMoveTask', queue: source }, () =>
      ctx.aws.sqs.send(new StartMessageMoveTaskCommand(task)),
    );
    return TaskHandle;
  } catch (error) {
    if (error instanceof DomainError && error.message.includes('already a task running')) {
      const message = `A move task of ${source} is running. Wait for it or cancel it: AWS runs one at a time.`;
      throw new DomainError('task-already-running', message, { cause: error });
    }
    throw error;
  }
}
