import type { IncomingMessage, ServerResponse } from 'node:http';

import { Fault } from '../core/fault.ts';
import type { Ids } from '../core/ids.ts';
import { type ErrorRequest, writeError } from './answer.ts';
import { callJson, callRest, type Committed } from './call.ts';
import { decompress } from './decompress.ts';
import { HttpContext } from './http-context.ts';
import { readBody } from './read-body.ts';
import { matchRest, type Registry } from './registry.ts';

export interface HandlerOptions {
  registry: Registry;
  ids: Ids;
  committed: Committed;
  log: (line: string) => void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers every request on the port: one AWS-shaped answer each, whatever came in. */
export function createHandler({ registry, ids, committed, log }: HandlerOptions): Handler {
  const fail = (response: ServerResponse, request: ErrorRequest, error: unknown) => {
    if (!(error instanceof Fault)) log(`engine: ${error instanceof Error ? error.stack : String(error)}`);
    if (response.headersSent || response.destroyed) response.destroy();
    else writeError(response, request, error);
  };

  return (request, response) => {
    const { headers, method = '', url = '/' } = request;
    const exchange = { request, response, context: new HttpContext(request, response, ids) };
    const target = headers['x-amz-target'];
    const jsonRoute = typeof target === 'string' ? registry.json.get(target) : undefined;
    const errorRequest: ErrorRequest = {
      wire: 'json',
      requestId: exchange.context.requestId,
      queryMode: headers['x-amzn-query-mode'] === 'true',
      targetPrefix: jsonRoute?.targetPrefix,
    };

    readBody(request, (fault, received) => {
      try {
        if (fault) throw fault;
        refuseWebPages(request);
        const body = decompress(received, headers['content-encoding']);
        let pending: Promise<void> | undefined;
        if (jsonRoute && method === 'POST') {
          pending = callJson(jsonRoute, exchange, body, committed);
        } else if (target !== undefined) {
          throw unknownTarget(String(target), method);
        } else {
          errorRequest.wire = 'rest';
          const match = matchRest(registry, method, url);
          if (!match) throw unknownPath(request);
          pending = callRest(match.route, match.input, exchange, body, committed);
        }
        pending?.catch((error: unknown) => fail(response, errorRequest, error));
      } catch (error) {
        fail(response, errorRequest, error);
      }
    });
  };
}

/** SDKs send no Origin; a browser does on every cross-origin write, and no page has business here. */
function refuseWebPages(request: IncomingMessage): void {
  if (request.headers.origin !== undefined) {
    throw new Fault('AccessDenied', 'Requests from web pages are refused.');
  }
}

function unknownTarget(target: string, method: string): Fault {
  const shown = target.slice(0, 128);
  return method === 'POST'
    ? new Fault('UnknownOperation', `The action ${shown} is not one that this endpoint has.`)
    : new Fault('UnknownOperation', `The action ${shown} must be called with POST.`);
}

function unknownPath({ method = '', url = '', headers }: IncomingMessage): Fault {
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return new Fault(
      'UnknownOperation',
      'This endpoint speaks the AWS JSON protocol (X-Amz-Target), not the older query protocol: use a current SDK.',
    );
  }
  return new Fault('UnknownOperation', `There is no action at ${method} ${url.slice(0, 128)}.`);
}
