import { CancelMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { queueNameOfArn } from '#lib/queues/queue-name';
import type { CancelResult } from '../types.ts';
import { forgetMoves } from './list-moves.ts';
import { handleOfTaskId } from './move-task.ts';

/**
 * Asks AWS to cancel a running move task. What has moved stays moved, and a few more may move before it stops.
 * @throws DomainError `task-not-found` when there is no such task, or it has ended
 */
export async function cancelMove({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string };
}): Promise<CancelResult> {
  const handle = handleOfTaskId(input.id);
  try {
    const { ApproximateNumberOfMessagesMoved: moved = 0 } = await callAws(
      { action: 'sqs:CancelMessageMoveTask' },
      () => ctx.aws.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle: handle })),
    );
    forgetMoves(ctx, sourceOfHandle(handle));
    return { moved };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'aws-refused') {
      const message = 'There is no such running move task: it has ended, or never was.';
      throw new DomainError('task-not-found', message, { cause: error });
    }
    throw error;
  }
}

/** The handle is base64 of `{taskId, sourceArn}`; anything else only means that a listing is a second old. */
function sourceOfHandle(handle: string): string {
  try {
    const { sourceArn } = JSON.parse(Buffer.from(handle, 'base64').toString()) as { sourceArn?: string };
    return queueNameOfArn(sourceArn ?? '');
  } catch {
    return '';
  }
}
