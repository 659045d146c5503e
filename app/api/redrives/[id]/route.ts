import { showJob } from '#lib/redrive/jobs/show-job';
import { route } from '../../_http/route.ts';

export const GET = route('GET /api/redrives/[id]', ({ ctx, params }) =>
  showJob({ ctx, input: { id: params.id } }),
);
