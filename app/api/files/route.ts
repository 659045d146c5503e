import { storeFile } from '#lib/redrive/files/store-file';
import { route } from '../_http/route.ts';

export const POST = route('POST /api/files', ({ ctx, request }) =>
  storeFile({ ctx, input: { text: readText(request) } }),
);

async function* readText({ body }: Request): AsyncGenerator<string, void> {
  if (body) yield* body.pipeThrough(new TextDecoderStream('utf-8', { fatal: true }));
}
