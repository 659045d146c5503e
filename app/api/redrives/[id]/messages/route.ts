import { listJobMessages } from '#lib/redrive/jobs/job-messages';
import { route } from '../../../_http/route.ts';

export const GET = route('GET /api/redrives/[id]/messages', ({ ctx, params, request }) =>
  listJobMessages({
    ctx,
    input: { id: params.id, request: Object.fromEntries(new URL(request.url).searchParams) },
  }),
);
