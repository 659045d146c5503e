import { DomainError } from '#lib/errors';

/** A file for the disk of who asks. Its name must be one that needs no quoting, as those of queues are. */
interface File {
  name: string;
  type: string;
  text: AsyncGenerator<string, void>;
}

/**
 * Streams a file at its reader's pace. When the reader hangs up, `abort` is called and the generator is ended. When the generator throws, the
 * answer breaks off, so that what has been saved is known not to be whole.
 */
export function fileResponse({ name, type, text }: File, abort: () => void): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await text.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      } catch (error) {
        console.error(error instanceof DomainError ? error.message : error);
        controller.error(error);
      }
    },
    async cancel() {
      abort();
      await text.return();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
    },
  });
}
