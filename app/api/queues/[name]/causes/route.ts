import { readCauses } from '#lib/attempts/causes/read-causes';
import { route } from '../../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/queues/[name]/causes', ({ ctx, params, request }) => {
  const minutes = new URL(request.url).searchParams.get('minutes') ?? undefined;
  return readCauses({ ctx, input: { queue: params.name, request: { minutes } } });
});
