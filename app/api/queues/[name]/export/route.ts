import { exportMessages } from '#lib/messages/export-messages';
import { fileResponse } from '../../../_http/file-response.ts';
import { route } from '../../../_http/route.ts';

export const POST = route('POST /api/queues/[name]/export', async ({ ctx, params, request, body, mask }) => {
  const hangUp = new AbortController();
  const file = await exportMessages({
    ctx,
    input: {
      queue: params.name,
      request: body,
      mask,
      signal: AbortSignal.any([request.signal, hangUp.signal]),
    },
  });
  return fileResponse(file, () => hangUp.abort());
});
