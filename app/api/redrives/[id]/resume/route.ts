import { controlJob } from '#lib/redrive/jobs/control-job';
import { route } from '../../../_http/route.ts';

export const POST = route('POST /api/redrives/[id]/resume', ({ ctx, params }) =>
  controlJob({ ctx, input: { id: params.id, control: 'resume' } }),
);
