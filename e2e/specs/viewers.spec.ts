import type { RecordedRequest } from '../support/recording-proxy.ts';
import { expect, test } from '../support/test.ts';

const ROUNDS = 6;
const VIEWERS = 5;
/** Timers and the edges of the window shift a request or two. */
const TOLERANCE = 1.3;

/** When the desk began to read the depth of this queue, once per round for all viewers. */
function roundsOf(requests: readonly RecordedRequest[], queue: string, from: number): number[] {
  return requests
    .slice(from)
    .filter((request) => request.action === 'GetQueueAttributes' && request.queue === queue)
    .map(({ atMs }) => atMs);
}

test('AWS is asked as often for five viewers as for one', async ({ context, makePair, observeDesk }) => {
  const { source, deadLetters } = await makePair();
  const desk = await observeDesk();

  /** Requests a second while `ROUNDS` further rounds pass. */
  const measure = async () => {
    const { requests } = desk.proxy;
    const from = requests.length;
    await expect.poll(() => roundsOf(requests, source.name, from).length).toBeGreaterThan(ROUNDS);
    const rounds = roundsOf(requests, source.name, from);
    const [startMs = 0] = rounds;
    const endMs = rounds[ROUNDS] ?? 0;
    // Other journeys make and remove queues meanwhile: only this pair's and the account's requests are comparable.
    const within = requests
      .slice(from)
      .filter(({ queue }) => queue === null || queue === source.name || queue === deadLetters.name)
      .filter(({ atMs }) => atMs >= startMs && atMs < endMs);
    return (within.length * 1_000) / (endMs - startMs);
  };
  const watch = async (path: string) => {
    const page = await context.newPage();
    await page.goto(desk.url + path);
  };

  await watch('/');
  await watch(`/queues/${source.name}`);
  const few = await measure();
  for (let viewer = 1; viewer < VIEWERS; viewer += 1) {
    await watch('/');
    await watch(`/queues/${source.name}`);
  }
  const many = await measure();
  expect(few).toBeGreaterThan(0);
  expect(many, `requests a second: one viewer ${few}, ${VIEWERS} viewers ${many}`).toBeLessThan(
    few * TOLERANCE,
  );
});
