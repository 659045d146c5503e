import type { RawAnswer, RestAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import type { AsyncInvoker } from '../async/async-invoker.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import { FUNCTION_MEMBERS } from './function-input.ts';
import type { FunctionRegistry } from './function-registry.ts';

interface InvokeInput {
  FunctionName: string;
  Qualifier?: string;
  InvocationType?: 'RequestResponse' | 'Event' | 'DryRun';
  LogType?: 'None' | 'Tail';
  /** Base64 of JSON. */
  ClientContext?: string;
  Payload?: Buffer;
}

/** Calls a function and waits for its answer; an `Event` is only accepted, and run with as soon as it can be. */
export function invoke({
  functions,
  events,
}: {
  functions: FunctionRegistry;
  events: AsyncInvoker;
}): RestAction {
  const action: RestAction<InvokeInput, RawAnswer> = {
    name: 'Invoke',
    method: 'POST',
    path: '/2015-03-31/functions/{FunctionName}/invocations',
    status: 200,
    rawBody: true,
    headers: {
      InvocationType: 'X-Amz-Invocation-Type',
      LogType: 'X-Amz-Log-Type',
      ClientContext: 'X-Amz-Client-Context',
    },
    shape: {
      type: 'structure',
      required: ['FunctionName'],
      members: {
        ...FUNCTION_MEMBERS,
        InvocationType: { type: 'string', oneOf: ['RequestResponse', 'Event', 'DryRun'] },
        LogType: { type: 'string', oneOf: ['None', 'Tail'] },
        ClientContext: { type: 'string' },
        Payload: { type: 'blob' },
      },
    },
    async run(input, { requestId }) {
      const fn = functions.get(input.FunctionName, input.Qualifier);
      const isEvent = input.InvocationType === 'Event';
      const limit = isEvent ? LAMBDA_LIMITS.eventPayloadBytes : LAMBDA_LIMITS.payloadBytes;
      const payload = parsePayload(input.Payload, limit);
      if (input.InvocationType === 'DryRun') return { kind: 'raw', status: 204, headers: {}, body: '' };
      const clientContext = parseClientContext(input.ClientContext);
      if (isEvent) {
        const functionName = fn.definition.name;
        events.accept({ functionName, payload, clientContext: clientContext ?? null, requestId });
        return { kind: 'raw', status: 202, headers: {}, body: '' };
      }

      const result = await fn.runtime.invoke({
        requestId,
        invokedFunctionArn: fn.arn,
        payload,
        clientContext,
      });
      return {
        kind: 'raw',
        status: 200,
        headers: {
          'Content-Type': 'application/json',
          'X-Amz-Executed-Version': '$LATEST',
          ...(result.failed && { 'X-Amz-Function-Error': 'Unhandled' }),
          ...(input.LogType === 'Tail' && { 'X-Amz-Log-Result': result.logTailBase64 }),
        },
        body: result.payload,
      };
    },
  };
  return action;
}

function parsePayload(payload: Buffer | undefined, limitBytes: number): string {
  if (!payload || payload.length === 0) return '{}';
  if (payload.length > limitBytes)
    throw new Fault(
      'RequestEntityTooLarge',
      `Request must be smaller than ${limitBytes} bytes for the InvokeFunction operation`,
    );
  const text = payload.toString();
  checkJson(text, 'Could not parse request body into json');
  return text;
}

function parseClientContext(base64: string | undefined): string | undefined {
  if (base64 === undefined) return undefined;
  const text = Buffer.from(base64, 'base64').toString();
  checkJson(text, 'Client context must be a valid Base64-encoded JSON object.');
  return text;
}

function checkJson(text: string, complaint: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new Fault('InvalidRequestContent', `${complaint}: ${(error as Error).message}`);
  }
}
