import type { Contract } from './endpoint.ts';
import { requestIdOf, toWireReply, type WireReply } from './exchange.ts';

/** What a hand-made request replaces of a well-formed one; null leaves a header out. */
export interface RawRequest {
  method?: string;
  path?: string;
  /** The whole value of `X-Amz-Target`. */
  target?: string | null;
  contentType?: string | null;
  headers?: Record<string, string>;
  /** A string or bytes go out as they are; anything else as JSON. */
  body?: unknown;
}

/** An unsigned request made by hand, for what no SDK would send. */
export async function post(contract: Contract, request: RawRequest): Promise<WireReply> {
  const { method = 'POST', path = '/', target = null, body = {} } = request;
  const { contentType = 'application/x-amz-json-1.0' } = request;
  const response = await fetch(new URL(path, contract.endpoint), {
    method,
    headers: {
      ...(contentType === null ? {} : { 'content-type': contentType }),
      ...(target === null ? {} : { 'x-amz-target': target }),
      ...request.headers,
    },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: encode(body) }),
  });
  return toWireReply(response.status, Object.fromEntries(response.headers), await response.text());
}

function encode(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return JSON.stringify(body);
}

/**
 * What is wrong with a reply to bad input, nothing when it is an error as AWS sends one: a status of 4xx, JSON with `__type`, a
 * request id, and no word about the inside of the server.
 */
export function faultsOfRefusal(reply: WireReply): string[] {
  const { status, text, json } = reply;
  return [
    ...(status >= 400 && status < 500 ? [] : [`status ${status}: ${text}`]),
    ...(typeof json['__type'] === 'string' ? [] : [`no __type: ${text}`]),
    ...(requestIdOf(reply) ? [] : ['no request id']),
    ...(/\bat .+:\d+|node_modules|\.ts\b|TypeError|SyntaxError|undefined/.test(text)
      ? [`leaks: ${text}`]
      : []),
  ];
}
