import { readRetrying } from '#lib/attempts/read/retrying';
import { route } from '../../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/queues/[name]/retrying', ({ ctx, params }) =>
  readRetrying({ ctx, input: { queue: params.name } }),
);
