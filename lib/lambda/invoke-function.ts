import { InvokeCommand } from '@aws-sdk/client-lambda';
import { callAws } from '#lib/aws/call';
import { isOutcomeUnknown } from '#lib/aws/errors';
import { untilNotThrottled } from '#lib/aws/until-not-throttled';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';

/** Code of an invocation whose fate is unknown: no answer came back, so the function may run. */
const INVOKE_UNCONFIRMED = 'invoke-unconfirmed';
/** Code of an invocation of a function that is not there, or has no such version or alias. */
export const FUNCTION_NOT_FOUND = 'function-not-found';

export type InvokeOutcome =
  | { invoked: true; requestId: string }
  /** `outcomeUnknown`: AWS may have taken the event all the same. */
  | { invoked: false; code: string; message: string; outcomeUnknown: boolean };

/**
 * Hands one event to Lambda to run `functionName` with, and does not wait for the function. Lambda retries it as the function is set up.
 * `payload` is JSON of at most 1 MiB; `functionName` may have a qualifier (`charge:live`). Never throws for what AWS says. Repeats only what
 * AWS has throttled, because only then it is certain that nothing was taken.
 */
export async function invokeEvent({
  ctx,
  input,
}: {
  ctx: Context;
  input: { functionName: string; payload: string };
}): Promise<InvokeOutcome> {
  const { functionName, payload } = input;
  const command = () =>
    new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'Event',
      Payload: Buffer.from(payload),
    });
  try {
    const { $metadata } = await untilNotThrottled(ctx, () =>
      callAws({ action: 'lambda:InvokeFunction' }, () => ctx.aws.lambdaWithoutRetries.send(command())),
    );
    return { invoked: true, requestId: $metadata.requestId ?? '' };
  } catch (error) {
    return refusalOf(error, functionName);
  }
}

function refusalOf(error: unknown, functionName: string): InvokeOutcome {
  if (!(error instanceof DomainError) || isOutcomeUnknown(error)) {
    const message = `Lambda gave no answer to this invocation: ${functionName} may run with this event already.`;
    return { invoked: false, code: INVOKE_UNCONFIRMED, message, outcomeUnknown: true };
  }
  if (error.cause instanceof Error && error.cause.name === 'ResourceNotFoundException') {
    const message = `There is no function "${functionName}". Name another target, or deploy it again.`;
    return { invoked: false, code: FUNCTION_NOT_FOUND, message, outcomeUnknown: false };
  }
  return { invoked: false, code: error.code, message: error.message, outcomeUnknown: false };
}
