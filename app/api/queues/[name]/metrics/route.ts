import { queueMetrics } from '#lib/metrics/queue-metrics';
import { route } from '../../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/queues/[name]/metrics', ({ ctx, params, request }) => {
  const minutes = new URL(request.url).searchParams.get('minutes') ?? undefined;
  return queueMetrics({ ctx, input: { queue: params.name, request: { minutes } } });
});
