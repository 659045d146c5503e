import { readVisit } from '#lib/access/admit/visit';
import type { ErrorBody } from '#lib/access/types';
import { finish } from '../_http/finish.ts';

/** Longer than any address of the API. */
const SHOWN = 200;

/** Whatever no route of the API answers: an error in the API's shape, not a page. */
function notFound(request: Request): Response {
  const { pathname } = new URL(request.url);
  const error = {
    code: 'route-not-found',
    message: `The API has no ${request.method} ${pathname.slice(0, SHOWN)}.`,
  };
  const headers = { 'cache-control': 'no-store' };
  const answer = Response.json({ error } satisfies ErrorBody, { status: 404, headers });
  return finish(answer, { visit: readVisit(request) });
}

export {
  notFound as GET,
  notFound as POST,
  notFound as PUT,
  notFound as PATCH,
  notFound as DELETE,
  notFound as OPTIONS,
};
