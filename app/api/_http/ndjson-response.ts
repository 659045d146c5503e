/**
 * Streams `events` as one JSON document per line, at the reader's pace. When the reader hangs up, `abort` is called and
 * the generator is ended. An error thrown by the generator becomes a last line of type `error`.
 */
export function ndjsonResponse<Event>(events: AsyncGenerator<Event, void>, abort: () => void): Response {
  const encoder = new TextEncoder();
  const line = (value: unknown) => encoder.encode(`${JSON.stringify(value)}\n`);

  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await events.next();
        if (next.done) controller.close();
        else controller.enqueue(line(next.value));
      } catch (error) {
        console.error(error);
        controller.enqueue(
          line({ type: 'error', code: 'internal', message: 'The desk failed. Its log has the reason.' }),
        );
        controller.close();
      }
    },
    async cancel() {
      abort();
      await events.return();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      // Compression would hold lines back until a block is full.
      'cache-control': 'no-store, no-transform',
    },
  });
}
