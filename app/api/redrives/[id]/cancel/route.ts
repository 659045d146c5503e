import { controlJob } from '#lib/redrive/jobs/control-job';
import { isJobId } from '#lib/redrive/jobs/read-job';
import { cancelMove } from '#lib/redrive/tasks/cancel-move';
import { route } from '../../../_http/route.ts';

/** Of a job or of one of AWS's move tasks. */
export const POST = route('POST /api/redrives/[id]/cancel', ({ ctx, params: { id } }) =>
  isJobId(id) ? controlJob({ ctx, input: { id, control: 'cancel' } }) : cancelMove({ ctx, input: { id } }),
);
