import type { Context } from '#lib/context';
import type { Attempt } from '#lib/attempts/types';
import { attempt, attemptError, writeAttempts } from '../attempts.ts';
import { listAll } from './world.ts';

/** Records attempts, as an instrumented consumer does. */
export async function record(
  { state }: Context,
  attempts: readonly (Partial<Attempt> & { messageId: string })[],
): Promise<void> {
  if (!state) throw new TypeError('the desk has a table');
  await writeAttempts(state, attempts.map(attempt));
}

/** Lets a consumer have come to every copy that a job has sent and that `of` picks: it succeeds, or fails with this cause. */
export async function consume(
  ctx: Context,
  jobId: string,
  how: { fingerprint: string } | 'succeeded',
  of: (index: number) => boolean = () => true,
): Promise<void> {
  const moved = (await listAll(ctx, jobId, 'moved')).filter((_, index) => of(index));
  await record(
    ctx,
    moved.map(({ newMessageId, messageId }) => ({
      messageId: newMessageId ?? '',
      rootId: messageId,
      generation: 1,
      ...(how === 'succeeded'
        ? { outcome: 'succeeded' as const }
        : { error: attemptError({ fingerprint: how.fingerprint }) }),
    })),
  );
}
