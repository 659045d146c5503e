import { listAudit } from '#lib/access/audit/list-audit';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/audit', ({ ctx, request }) =>
  listAudit({ ctx, input: { request: Object.fromEntries(new URL(request.url).searchParams) } }),
);
