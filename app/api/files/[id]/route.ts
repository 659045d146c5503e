import { maskLine } from '#lib/messages/mask/mask-message';
import { FILE_TYPE } from '#lib/messages/files/file-line';
import { requireFile } from '#lib/redrive/files/find-file';
import { readFileLines } from '#lib/redrive/files/read-file';
import { fileResponse } from '../../_http/file-response.ts';
import { route } from '../../_http/route.ts';

/** The lines of a snapshot or an upload, as a download. */
export const GET = route('GET /api/files/[id]', async ({ ctx, params, visit, mask }) => {
  const file = await requireFile(ctx, params.id);
  const hidden = visit.query.get('unmask') === '1' ? [] : mask;
  return fileResponse({
    name: `redrive-${file.id}.ndjson`,
    type: FILE_TYPE,
    text: showLines(readFileLines(ctx, file), hidden),
  });
});

async function* showLines(
  lines: AsyncGenerator<string, void>,
  hidden: Parameters<typeof maskLine>[1],
): AsyncGenerator<string, void> {
  for await (const line of lines) yield `${maskLine(line, hidden)}\n`;
}
