import { z } from 'zod';
import type { MessageAttribute } from '#lib/queues/types';
import { extractMember } from './extract-member.ts';
import { functionNameOfArn } from './listing/function-name.ts';
import type { FailedInvocation } from './types.ts';

/** A message as far as it can tell of an invocation. */
export interface InvocationSource {
  body: string;
  attributes: Readonly<Record<string, MessageAttribute>>;
}

const RecordSchema = z.object({
  version: z.literal('1.0'),
  requestContext: z.object({
    requestId: z.string(),
    functionArn: z.string().regex(/^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+/),
    condition: z.string(),
    approximateInvokeCount: z.number().nullish(),
  }),
  responseContext: z.object({ statusCode: z.number().nullish() }).nullish(),
  responsePayload: z.unknown().optional(),
});

const ErrorSchema = z.object({
  errorMessage: z.string().nullish(),
  errorType: z.string().nullish(),
});

/**
 * The invocation that a message tells the failure of; null for any other message. Two kinds do: a dead letter of a function, whose body is
 * the event and whose attributes say why, and the record that a failure destination gets. Records of successes, and of streams, which do
 * not hold their events, are none. Never throws.
 */
export function readInvocation({ body, attributes }: InvocationSource): FailedInvocation | null {
  return readDeadLetter(body, attributes) ?? readRecord(body);
}

function readDeadLetter(body: string, attributes: InvocationSource['attributes']): FailedInvocation | null {
  const requestId = valueOf(attributes, 'RequestID', 'String');
  const errorCode = valueOf(attributes, 'ErrorCode', 'Number');
  const errorMessage = valueOf(attributes, 'ErrorMessage', 'String');
  if (requestId === null || (errorCode === null && errorMessage === null)) return null;
  return {
    functionName: null,
    requestId,
    errorCode,
    errorMessage,
    errorType: null,
    condition: null,
    invokeCount: null,
    payload: body,
  };
}

function readRecord(body: string): FailedInvocation | null {
  // Most bodies are no records: they are not parsed to find out.
  if (!body.includes('"requestContext"') || !body.includes('"requestPayload"')) return null;
  const parsed = RecordSchema.safeParse(parseJson(body));
  const payload = parsed.success ? extractMember(body, 'requestPayload') : null;
  if (!parsed.success || payload === null) return null;
  const { requestContext, responseContext, responsePayload } = parsed.data;
  if (requestContext.condition === 'Success') return null;
  const error = ErrorSchema.safeParse(responsePayload);
  const statusCode = responseContext?.statusCode ?? null;
  return {
    functionName: functionNameOfArn(requestContext.functionArn),
    requestId: requestContext.requestId,
    errorCode: statusCode === null ? null : String(statusCode),
    errorMessage: (error.success ? error.data.errorMessage : null) ?? null,
    errorType: (error.success ? error.data.errorType : null) ?? null,
    condition: requestContext.condition,
    invokeCount: requestContext.approximateInvokeCount ?? null,
    payload,
  };
}

function valueOf(
  attributes: InvocationSource['attributes'],
  name: string,
  type: 'String' | 'Number',
): string | null {
  if (!Object.hasOwn(attributes, name)) return null;
  const attribute = attributes[name];
  return attribute?.DataType === type ? (attribute.StringValue ?? null) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
