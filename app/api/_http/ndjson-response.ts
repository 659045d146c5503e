/** A chunk is sent when it has so many characters, however much more is there. */
const MAX_CHUNK_CHARACTERS = 64 * 1024;

/**
 * Streams `events` as one JSON document per line, at the reader's pace: what comes in one turn of the event loop goes out together, since a
 * thousand small chunks cost server and browser more than their content. When the reader hangs up, `abort` is called and
 * the generator is ended. An error thrown by the generator becomes a last line of type `error`.
 */
export function ndjsonResponse<Event>(events: AsyncGenerator<Event, void>, abort: () => void): Response {
  const encoder = new TextEncoder();
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  /** Asked for and not sent yet. */
  let asked: Promise<IteratorResult<Event, void>> | undefined;
  const ask = () => {
    asked = events.next();
    // Whoever awaits it hears of a failure; nobody does when the reader has hung up.
    asked.catch(() => {});
    return asked;
  };

  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = '';
      const send = () => text !== '' && controller.enqueue(encoder.encode(text));
      try {
        let next: IteratorResult<Event, void> | null = await (asked ?? ask());
        const turn = new Promise<null>((resolve) => setImmediate(resolve, null));
        while (next !== null) {
          if (next.done) {
            send();
            controller.close();
            return;
          }
          text += line(next.value);
          const following = ask();
          next = text.length < MAX_CHUNK_CHARACTERS ? await Promise.race([following, turn]) : null;
        }
        send();
      } catch (error) {
        console.error(error);
        text += line({
          type: 'error',
          code: 'internal',
          message: 'The desk failed. Its log has the reason.',
        });
        send();
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
