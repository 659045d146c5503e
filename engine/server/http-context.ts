import type { IncomingMessage, ServerResponse } from 'node:http';

import type { RequestContext } from '../core/action.ts';
import type { Ids } from '../core/ids.ts';

const ACCESS_KEY = /Credential=([^/,\s]{1,128})\//;

/**
 * What an action may ask about its request. A class for its lazy getters: most requests never need the signal, whose
 * controller and listener would cost more than a small answer.
 */
export class HttpContext implements RequestContext {
  readonly requestId: string;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #controller: AbortController | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, ids: Ids) {
    this.requestId = ids.uuid();
    this.#request = request;
    this.#response = response;
  }

  /** The access key id of the signature; signatures themselves are not checked. */
  get callerId(): string {
    return ACCESS_KEY.exec(this.#request.headers.authorization ?? '')?.[1] ?? 'anonymous';
  }

  get endpoint(): string {
    return `http://${this.#request.headers.host ?? '127.0.0.1'}`;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      this.#controller = controller;
      const response = this.#response;
      if (response.destroyed) controller.abort();
      else {
        response.once('close', () => {
          if (!response.writableFinished) controller.abort();
        });
      }
    }
    return this.#controller.signal;
  }
}
