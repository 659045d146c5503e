import { exportAudit } from '#lib/access/audit/export-audit';
import { fileResponse } from '../../_http/file-response.ts';
import { route } from '../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/audit/export', ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const file = exportAudit({ ctx, input: { request: Object.fromEntries(searchParams) } });
  return Promise.resolve(fileResponse(file, () => {}));
});
