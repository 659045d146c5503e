import { refuseMaskedFile } from '#lib/messages/mask/refuse-masked';
import { storeFile } from '#lib/redrive/files/store-file';
import { route } from '../_http/route.ts';

export const POST = route('POST /api/files', ({ ctx, request, mask }) =>
  storeFile({ ctx, input: { text: refuseMaskedFile(readText(request), mask) } }),
);

async function* readText({ body }: Request): AsyncGenerator<string, void> {
  if (body) yield* body.pipeThrough(new TextDecoderStream('utf-8', { fatal: true }));
}
