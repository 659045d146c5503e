import type { Shape } from './shape.ts';

/** What every action gets besides its input. */
export interface RequestContext {
  requestId: string;
  /** Account id or access key id of the caller; becomes SenderId of what it sends. */
  callerId: string;
  /** Aborted when the client hangs up: a long poll must not hand messages to nobody. */
  signal: AbortSignal;
  /** `http://127.0.0.1:4566`, as the caller addressed us; queue URLs are built on it. */
  endpoint: string;
}

/** One action of an AWS JSON service. The input has passed `shape` before `run` sees it. */
export interface JsonAction<Input = never, Output = unknown> {
  /** Exactly AWS's name, for instance `SendMessageBatch`. */
  name: string;
  shape: Shape;
  /** The body is the payload itself, passed as `Payload: Buffer`, not a JSON document; a JSON service then answers raw, too. */
  rawBody?: boolean;
  run(input: Input, context: RequestContext): Output | Promise<Output>;
}

/**
 * One action of an AWS REST-JSON service (Lambda). `input` merges path parameters, query parameters, the headers listed
 * in `headers` and the JSON body. An absent body is an empty document.
 */
export interface RestAction<Input = never, Output = unknown> extends JsonAction<Input, Output> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `{Name}` placeholders, for instance `/2015-03-31/functions/{FunctionName}/invocations`. */
  path: string;
  /** HTTP status of a success. */
  status: number;
  /** Input members that travel as request headers, by member: `{ LogType: 'X-Amz-Log-Type' }`. */
  headers?: Readonly<Record<string, string>>;
}

/** An answer whose status, headers and body are the action's own (Invoke, DynamoDB). */
export interface RawAnswer {
  kind: 'raw';
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

/** A success that an action has written as JSON itself. */
export interface JsonText {
  kind: 'json';
  text: string;
}

/** A service as the server sees it: `targetPrefix` is what stands before the dot in `X-Amz-Target`. */
export type ServiceActions =
  | { protocol: 'json'; targetPrefix: string; actions: readonly JsonAction[] }
  | { protocol: 'rest'; actions: readonly RestAction[] };
