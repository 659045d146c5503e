import type { Context } from '#lib/context';
import { FUNCTION_NOT_FOUND, invokeEvent } from '#lib/lambda/invoke-function';
import type { Delivery, Route } from './route.ts';

/** Bound of the payload of an asynchronous invocation. */
const MAX_PAYLOAD_BYTES = 1_048_576;

/** To a function, by asynchronous invocation: one request for each message. */
export function createFunctionRoute(ctx: Context, functionName: string): Route {
  return {
    key: `function ${functionName}`,
    name: functionName,
    kind: 'function',
    type: 'standard',
    maximumMessageSizeBytes: MAX_PAYLOAD_BYTES,
    originMaxReceiveCount: 0,
    isRepeatable: () => false,
    deliver: (copies) =>
      Promise.all(
        copies.map(async ({ entry }): Promise<Delivery> => {
          const payload = entry.MessageBody ?? '';
          const outcome = await invokeEvent({ ctx, input: { functionName, payload } });
          if (outcome.invoked) return { kind: 'sent', newMessageId: outcome.requestId };
          const { code, message, outcomeUnknown } = outcome;
          if (outcomeUnknown) return { kind: 'unconfirmed', message };
          if (code === 'throttled') return { kind: 'later' };
          return code === FUNCTION_NOT_FOUND || code === 'access-denied'
            ? { kind: 'halt', message }
            : { kind: 'refused', code, message };
        }),
      ),
  };
}
