import type { ServerResponse } from 'node:http';

import type { JsonText, RawAnswer } from '../core/action.ts';
import { Fault } from '../core/fault.ts';
import { ERROR_TABLE } from './error-table.ts';

/** How a protocol writes its answers. */
export type Wire = 'json' | 'rest';

const CONTENT_TYPE: Record<Wire, string> = { json: 'application/x-amz-json-1.0', rest: 'application/json' };

/** `__type` namespace of errors; SDKs strip it. */
const NAMESPACE: Record<string, string> = {
  AmazonSQS: 'com.amazonaws.sqs',
  GraniteServiceVersion20100801: 'com.amazonaws.cloudwatch',
  DynamoDB_20120810: 'com.amazonaws.dynamodb.v20120810',
};

/** Writes a success. `undefined` is an empty JSON document, as AWS answers actions without a result. */
export function writeSuccess(
  response: ServerResponse,
  wire: Wire,
  contentType: string | undefined,
  status: number,
  requestId: string,
  output: unknown,
): void {
  const body = output === undefined ? (status === 204 ? '' : '{}') : toJson(output);
  const sizeBytes = Buffer.byteLength(body);
  response.writeHead(status, [
    'Content-Type',
    wire === 'json' && contentType === 'application/x-amz-json-1.1' ? contentType : CONTENT_TYPE[wire],
    'Content-Length',
    String(sizeBytes),
    'x-amzn-RequestId',
    requestId,
  ]);
  // Pure ASCII is the same bytes in latin1, which Node writes more than twice as fast.
  response.end(body, sizeBytes === body.length ? 'latin1' : 'utf8');
}

function toJson(output: unknown): string {
  return isJsonText(output) ? output.text : JSON.stringify(output);
}

function isJsonText(output: unknown): output is JsonText {
  return typeof output === 'object' && output !== null && 'kind' in output && output.kind === 'json';
}

/** Writes an answer whose bytes are the action's own. */
export function writeRaw(response: ServerResponse, requestId: string, answer: RawAnswer): void {
  response.writeHead(answer.status, {
    'Content-Type': 'application/json',
    ...answer.headers,
    'Content-Length': Buffer.byteLength(answer.body),
    'x-amzn-RequestId': requestId,
  });
  response.end(answer.body);
}

/** What an error answer depends on besides the error. */
export interface ErrorRequest {
  wire: Wire;
  requestId: string;
  /** The caller asked for legacy codes with `x-amzn-query-mode: true`. */
  queryMode: boolean;
  targetPrefix?: string | undefined;
}

/** Writes an error the way AWS does. Anything but a Fault is our own failure: 500, without its text. */
export function writeError(response: ServerResponse, request: ErrorRequest, error: unknown): void {
  const fault = error instanceof Fault ? error : new Fault('Internal', 'The engine failed; see its log.');
  const { queryCode, type, status, party, restMember } = ERROR_TABLE[fault.fact];
  const headers: Record<string, string | number> = {
    'Content-Type': CONTENT_TYPE[request.wire],
    'x-amzn-RequestId': request.requestId,
  };
  let body: string;
  if (request.wire === 'json') {
    const namespace = NAMESPACE[request.targetPrefix ?? ''] ?? 'com.amazon.coral.service';
    body = JSON.stringify({ __type: `${namespace}#${type}`, message: fault.message });
    if (request.queryMode) headers['x-amzn-query-error'] = `${queryCode};${party}`;
  } else {
    headers['x-amzn-errortype'] = type;
    body = JSON.stringify({
      Type: party === 'Sender' ? 'User' : 'Service',
      [restMember ?? 'message']: fault.message,
    });
  }
  headers['Content-Length'] = Buffer.byteLength(body);
  if (fault.fact === 'RequestTooLarge') headers['Connection'] = 'close';
  response.writeHead(status, headers);
  response.end(body);
}
