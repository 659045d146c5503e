import type { IncomingMessage, ServerResponse } from 'node:http';

import type { RawAnswer } from '../core/action.ts';
import { Fault } from '../core/fault.ts';
import { writeRaw, writeSuccess } from './answer.ts';
import type { HttpContext } from './http-context.ts';
import type { JsonRoute, RestRoute } from './registry.ts';

/** One request and its answer to be. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  context: HttpContext;
}

/** Resolves when all that requests have changed is on disk; undefined when it is already. */
export type Committed = () => Promise<void> | undefined;

/**
 * Runs an action of the AWS JSON protocol and writes its success, once what it did is on disk. Synchronous as long as the
 * action is and there is no disk.
 * @throws {Fault} from input and action, or as the returned promise's rejection
 */
export function callJson(
  route: JsonRoute,
  exchange: Exchange,
  body: Buffer,
  committed: Committed,
): Promise<void> | undefined {
  const input = route.action.rawBody ? { Payload: body } : parseDocument(body);
  route.check(input, '');
  const output = route.action.run(input as never, exchange.context);
  if (output instanceof Promise) return output.then((value) => finishJson(exchange, value, committed));
  return finishJson(exchange, output, committed);
}

function finishJson(exchange: Exchange, output: unknown, committed: Committed): Promise<void> | undefined {
  const onDisk = committed();
  if (onDisk) return onDisk.then(() => answerJson(exchange, output));
  answerJson(exchange, output);
  return undefined;
}

function answerJson({ request, response, context }: Exchange, output: unknown): void {
  if (response.destroyed) return;
  if (isRaw(output)) writeRaw(response, context.requestId, output);
  else writeSuccess(response, 'json', request.headers['content-type'], 200, context.requestId, output);
}

/**
 * Runs an action of the REST-JSON protocol and writes its success, once what it did is on disk. `spelled` is what path
 * and query say.
 * @throws {Fault} from input and action
 */
export async function callRest(
  route: RestRoute,
  spelled: Record<string, unknown>,
  { request, response, context }: Exchange,
  body: Buffer,
  committed: Committed,
): Promise<void> {
  const { action } = route;
  const input: Record<string, unknown> = {
    ...(action.rawBody ? { Payload: body } : parseObject(body)),
    ...spelled,
  };
  for (const [member, header] of Object.entries(action.headers ?? {})) {
    const value = request.headers[header.toLowerCase()];
    if (typeof value === 'string') input[member] = value;
  }
  route.check(input, '');
  const output = await action.run(input as never, context);
  await committed();
  if (response.destroyed) return;
  if (isRaw(output)) writeRaw(response, context.requestId, output);
  else writeSuccess(response, 'rest', undefined, action.status, context.requestId, output);
}

function parseDocument(body: Buffer): unknown {
  try {
    return JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
  } catch {
    throw new Fault('MalformedRequest', 'The request body is not a JSON document.');
  }
}

function parseObject(body: Buffer): Record<string, unknown> {
  let document: unknown;
  try {
    document = parseDocument(body);
  } catch {
    document = undefined;
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new Fault('InvalidRequestContent', 'The request body must be a JSON object.');
  }
  return document as Record<string, unknown>;
}

function isRaw(output: unknown): output is RawAnswer {
  return typeof output === 'object' && output !== null && 'kind' in output && output.kind === 'raw';
}
