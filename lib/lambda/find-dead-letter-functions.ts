import type { Context } from '#lib/context';
import type { DomainError } from '#lib/errors';
import { listDeadLetterFunctions } from './listing/list-dead-letter-functions.ts';

/** Each look waits for a second at most. */
const MAX_LOOKS = 10;

/**
 * Names of the functions whose dead-letter queue or failure destination is the queue of this ARN, sorted. Unlike the listing for pages it
 * waits until they are known, ten seconds at most. `error` says what Lambda refused (`access-denied` names lambda:ListFunctions or
 * lambda:ListFunctionEventInvokeConfigs): then there may be others.
 */
export async function findDeadLetterFunctions({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queueArn: string };
}): Promise<{ functionNames: readonly string[]; error: DomainError | null }> {
  for (let look = 1; ; look += 1) {
    const { byQueue, error } = await listDeadLetterFunctions({ ctx });
    if (byQueue || look === MAX_LOOKS) return { functionNames: byQueue?.get(input.queueArn) ?? [], error };
  }
}
