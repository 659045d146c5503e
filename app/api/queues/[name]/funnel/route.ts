import { readFunnel } from '#lib/attempts/funnel/read-funnel';
import { route } from '../../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/queues/[name]/funnel', ({ ctx, params, request }) => {
  const minutes = new URL(request.url).searchParams.get('minutes') ?? undefined;
  return readFunnel({ ctx, input: { queue: params.name, request: { minutes } } });
});
