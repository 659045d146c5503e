import { maskLine } from '#lib/messages/mask/mask-message';
import { FILE_TYPE } from '#lib/messages/files/file-line';
import { requireFile } from '#lib/redrive/files/find-file';
import { readFileLines } from '#lib/redrive/files/read-file';
import { route } from '../../_http/route.ts';

/** The lines of a snapshot or an upload, as a download. */
export const GET = route('GET /api/files/[id]', async ({ ctx, params, visit, mask }) => {
  const file = await requireFile(ctx, params.id);
  const hidden = visit.query.get('unmask') === '1' ? [] : mask;
  const lines = readFileLines(ctx, file);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${maskLine(value, hidden)}\n`));
    },
    async cancel() {
      await lines.return();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': FILE_TYPE,
      'content-disposition': `attachment; filename="redrive-${file.id}.ndjson"`,
      'cache-control': 'no-store, no-transform',
    },
  });
});
