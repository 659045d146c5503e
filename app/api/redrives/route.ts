import { listRedrives } from '#lib/redrive/jobs/list-jobs';
import { startRedrive } from '#lib/redrive/start-redrive';
import { readJson } from '../_http/read-json.ts';
import { LOCAL_OPERATOR, route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

/** A hundred thousand ids, and a body of a megabyte. */
const MAX_BYTES = 6 * 1024 * 1024;

export const GET = route(({ ctx, request }) => {
  const source = new URL(request.url).searchParams.get('source');
  return listRedrives({ ctx, input: source === null ? {} : { source } });
});

export const POST = route(async ({ ctx, request }) =>
  startRedrive({ ctx, input: { request: await readJson(request, MAX_BYTES), by: LOCAL_OPERATOR } }),
);
