import { FILE_TYPE } from '#lib/messages/files/file-line';
import { requireFile } from '#lib/redrive/files/find-file';
import { readFileLines } from '#lib/redrive/files/read-file';
import { fileResponse } from '../../_http/file-response.ts';
import { route } from '../../_http/route.ts';

/** The lines of a snapshot or an upload, as a download. */
export const GET = route<{ id: string }>(async ({ ctx, params }) => {
  const file = await requireFile(ctx, params.id);
  return fileResponse({
    name: `redrive-${file.id}.ndjson`,
    type: FILE_TYPE,
    text: endLines(readFileLines(ctx, file)),
  });
});

async function* endLines(lines: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  for await (const line of lines) yield `${line}\n`;
}
