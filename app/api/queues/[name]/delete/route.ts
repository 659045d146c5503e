import { startDelete } from '#lib/redrive/start-redrive';
import { readJson } from '../../../_http/read-json.ts';
import { LOCAL_OPERATOR, route } from '../../../_http/route.ts';

/** A hundred thousand ids. */
const MAX_BYTES = 5 * 1024 * 1024;

export const POST = route<{ name: string }>(async ({ ctx, params, request }) =>
  startDelete({
    ctx,
    input: { queue: params.name, request: await readJson(request, MAX_BYTES), by: LOCAL_OPERATOR },
  }),
);
