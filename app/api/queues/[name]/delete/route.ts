import { startDelete } from '#lib/redrive/start-redrive';
import { route } from '../../../_http/route.ts';

export const POST = route('POST /api/queues/[name]/delete', ({ ctx, params, body, person }) =>
  startDelete({
    ctx,
    input: { queue: params.name, request: body, by: person.name },
  }),
);
