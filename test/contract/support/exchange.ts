import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Contract } from './endpoint.ts';

/** Any command of the SQS client. */
export interface SqsCommand {
  readonly input: object;
}

/** What stood on the wire. */
export interface WireReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
  json: Record<string, unknown>;
}

/** The request id, under any of the names that SDKs look for. */
export function requestIdOf({ headers }: WireReply): string | undefined {
  return headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? headers['x-amz-request-id'];
}

/** `Content-Type` without its parameters. */
export function mediaTypeOf({ headers }: WireReply): string | undefined {
  return headers['content-type']?.split(';')[0];
}

/** One call: the reply as it was sent, and what the SDK made of it. */
export type Exchange = { reply: WireReply } & (
  { ok: true; output: unknown } | { ok: false; error: SdkError }
);

/** The members of an SDK error that programs branch on. */
export interface SdkError {
  name: string;
  /** The legacy query code; the SDK has it from the `x-amzn-query-error` header alone. */
  Code: string | undefined;
  message: string;
}

/** Sends `command` through the SDK and keeps the raw reply. Throws when there was no reply at all. */
export async function exchange(contract: Contract, command: SqsCommand): Promise<Exchange> {
  const { sqs } = contract;
  let reply: WireReply | undefined;
  // The stack is read when `send` is called, so the recorder may leave before the reply comes.
  sqs.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      reply = await record(result.response as HttpReply);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'wireRecorder' },
  );
  const sent = sqs.send(command as Parameters<SQSClient['send']>[0]);
  sqs.middlewareStack.remove('wireRecorder');

  try {
    const output = await sent;
    return { reply: present(reply), ok: true, output };
  } catch (error) {
    if (reply === undefined) throw error;
    const { name, message, Code } = error as Error & { Code?: string };
    return { reply, ok: false, error: { name, message, Code } };
  }
}

/** The reply of a call that must succeed. */
export async function successReply(contract: Contract, command: SqsCommand): Promise<WireReply> {
  const result = await exchange(contract, command);
  if (!result.ok) throw new TypeError(`refused: ${result.error.name}: ${result.error.message}`);
  return result.reply;
}

interface HttpReply {
  statusCode: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/** Reads the body and leaves it in place as bytes, which the SDK's deserializer takes as well as a stream. */
async function record(response: HttpReply): Promise<WireReply> {
  const chunks: Uint8Array[] = [];
  if (response.body instanceof Uint8Array) chunks.push(response.body);
  else for await (const chunk of response.body) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  response.body = bytes;
  return toWireReply(response.statusCode, response.headers, bytes.toString('utf8'));
}

/** `json` is empty when the text is not a JSON object. */
export function toWireReply(status: number, headers: Record<string, string>, text: string): WireReply {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const json = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  return { status, headers, text, json };
}

function present(reply: WireReply | undefined): WireReply {
  if (reply === undefined) throw new TypeError('the SDK answered without a reply from the endpoint');
  return reply;
}
