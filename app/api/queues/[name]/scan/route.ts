import { estimateScan } from '#lib/messages/estimate-scan';
import { scanQueue } from '#lib/messages/scan-queue';
import { ndjsonResponse } from '../../../_http/ndjson-response.ts';
import { route } from '../../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/queues/[name]/scan', ({ ctx, params, request }) => {
  const limit = new URL(request.url).searchParams.get('limit') ?? undefined;
  return estimateScan({ ctx, input: { queue: params.name, request: { limit } } });
});

export const POST = route('POST /api/queues/[name]/scan', async ({ ctx, params, request, body, mask }) => {
  const hangUp = new AbortController();
  const events = await scanQueue({
    ctx,
    input: {
      queue: params.name,
      request: body,
      mask,
      signal: AbortSignal.any([request.signal, hangUp.signal]),
    },
  });
  return ndjsonResponse(events, () => hangUp.abort());
});
