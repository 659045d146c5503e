import { allowedHosts, checkRequest } from '#lib/access/check-request';
import { processContext, type Context } from '#lib/context';
import { errorResponse } from './error-response.ts';

/** What a route gets: the request, its path parameters, and the context of this process. */
export interface RouteInput<Params> {
  request: Request;
  params: Params;
  ctx: Context;
}

/** Who asks, where nobody logs in: whoever sits at this machine. */
export const LOCAL_OPERATOR = 'local operator';

/** A route handler as Next calls it. */
type RouteHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/**
 * A route: refuses requests of other sites, then answers with what `run` returns as JSON, or as it is when that is a
 * `Response`. Domain errors become their status and body.
 */
export function route<Params = unknown>(
  run: (input: RouteInput<Params>) => Promise<unknown>,
): RouteHandler<Params> {
  return async (request, context) => {
    try {
      checkRequest(
        {
          method: request.method,
          host: request.headers.get('host'),
          origin: request.headers.get('origin'),
          secFetchSite: request.headers.get('sec-fetch-site'),
        },
        allowedHosts(process.env),
      );
      const answer = await run({ request, params: await context.params, ctx: processContext() });
      if (answer instanceof Response) return answer;
      return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      return errorResponse(error);
    }
  };
}
