import { describeQueue } from '#lib/queues/describe-queue';
import { route } from '../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/queues/[name]', ({ ctx, params }) =>
  describeQueue({ ctx, input: { name: params.name } }),
);
