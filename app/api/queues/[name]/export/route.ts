import { exportMessages } from '#lib/messages/export-messages';
import { readJson } from '../../../_http/read-json.ts';
import { route } from '../../../_http/route.ts';
import { fileResponse } from '../../../_http/file-response.ts';

export const POST = route<{ name: string }>(async ({ ctx, params, request }) => {
  const hangUp = new AbortController();
  const file = await exportMessages({
    ctx,
    input: {
      queue: params.name,
      request: await readJson(request),
      signal: AbortSignal.any([request.signal, hangUp.signal]),
    },
  });
  return fileResponse(file, () => hangUp.abort());
});
