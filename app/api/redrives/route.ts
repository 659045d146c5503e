import { startRedrive } from '#lib/redrive/start-redrive';
import { listMoves } from '#lib/redrive/tasks/list-moves';
import { readJson } from '../_http/read-json.ts';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route(({ ctx, request }) => {
  const source = new URL(request.url).searchParams.get('source');
  return listMoves({ ctx, input: source === null ? {} : { source } });
});

export const POST = route(async ({ ctx, request }) =>
  startRedrive({ ctx, input: { request: await readJson(request) } }),
);
