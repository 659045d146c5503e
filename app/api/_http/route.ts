import { admit } from '#lib/access/admit/admit';
import { requireServed } from '#lib/access/admit/identify';
import { perform } from '#lib/access/admit/perform';
import { readVisit, type Visit } from '#lib/access/admit/visit';
import { currentConfig } from '#lib/access/config/current-config';
import { ruleOf, type ParamsOf, type ROUTES, type RouteKey } from '#lib/access/routes/routes';
import { renewSession } from '#lib/access/session/session';
import type { Person } from '#lib/access/types';
import { processContext, type Context } from '#lib/context';
import type { MaskRule } from '#lib/messages/mask/rules';
import { finish } from './finish.ts';
import { errorResponse } from './error-response.ts';
import { readJson } from './read-json.ts';

/** What a route gets: the request, its path parameters, who asks, and the context of this process. */
export interface RouteInput<Key extends RouteKey> {
  request: Request;
  params: ParamsOf<Key>;
  /** Of a route whose JSON is bounded by the table of routes; otherwise undefined. */
  body: unknown;
  /** Null for a stranger, which a route has to do with only when it is open to anybody. */
  person: PersonOf<Key>;
  visit: Visit;
  /** What of messages is not shown, unless the request may unmask it and does. */
  mask: readonly MaskRule[];
  ctx: Context;
}

type PersonOf<Key extends RouteKey> = (typeof ROUTES)[Key]['right'] extends null ? Person | null : Person;

/** A route handler as Next calls it. */
type RouteHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/**
 * The route `key` of the table of routes: lets in who may use it, records what it changes, then answers with what `run` returns as JSON, or
 * as it is when that is a `Response`. Domain errors become their status and body.
 */
export function route<Key extends RouteKey>(
  key: Key,
  run: (input: RouteInput<Key>) => Promise<unknown>,
): RouteHandler<ParamsOf<Key>> {
  return async (request, context) => {
    const ctx = processContext();
    const visit = readVisit(request);
    const cookies: string[] = [];
    let answer: unknown;
    try {
      const config = requireServed(currentConfig(), ruleOf(key));
      const typedParams = await context.params;
      const params = typedParams as Record<string, string>;
      const identity = await admit(ctx, { config, key, params, visit });
      const { jsonBytes } = ruleOf(key);
      const body = jsonBytes === undefined ? undefined : await readJson(request, jsonBytes);
      // Only a route that is open to anybody is let in without one.
      const person = (identity?.person ?? null) as PersonOf<Key>;
      const act = () => run({ request, params: typedParams, body, person, visit, mask: config.mask, ctx });
      answer = identity
        ? await perform(ctx, { config, key, params, body, visit, person: identity.person }, act)
        : await act();
      if (config.kind === 'login' && identity?.session) {
        const cookie = await renewSession(config.login, identity.session, ctx.clock.nowMs());
        if (cookie !== null) cookies.push(cookie);
      }
    } catch (error) {
      answer = errorResponse(error);
    }
    return finish(answer, { visit, cookies });
  };
}
