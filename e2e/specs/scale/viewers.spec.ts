import { mainQueue } from '#infra/queues';
import type { RecordedRequest } from '../../support/recording-proxy.ts';
import { expect, test } from '../../support/test.ts';

const VIEWERS = 5;
/** Three times the longest period at which the desk reads by itself. */
const WINDOW_MS = 15_000;
/** A window may cut off a read at either end. */
const EDGES = 2;

/** How often each action was asked for in the first `WINDOW_MS` after `fromMs`. */
function countActions(requests: readonly RecordedRequest[], fromMs: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { action, subject, atMs } of requests) {
    if (atMs < fromMs || atMs >= fromMs + WINDOW_MS) continue;
    const key = `${action} ${subject ?? ''}`.trim();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

test('AWS is asked as often for five viewers as for one', async ({ context, startDesk, observeDesk }) => {
  test.slow();
  // An engine of its own: the queues of other tests would be read too, more of them every second.
  const { engineUrl } = await startDesk();
  const desk = await observeDesk({ engineUrl });
  const { requests } = desk.proxy;

  const view = async () => {
    for (const path of ['/', `/queues/${mainQueue.name}`]) {
      const page = await context.newPage();
      await page.goto(desk.url + path);
      await expect(page.getByText(/^updated /)).toBeVisible();
    }
  };
  /** What is asked for in the window that begins now; a request after its end shows that it has passed. */
  const measure = async () => {
    const fromMs = Date.now();
    await expect
      .poll(() => (requests.at(-1)?.atMs ?? 0) - fromMs, { timeout: 2 * WINDOW_MS })
      .toBeGreaterThanOrEqual(WINDOW_MS);
    return countActions(requests, fromMs);
  };

  await view();
  const one = await measure();
  for (let viewer = 1; viewer < VIEWERS; viewer += 1) await view();
  const five = await measure();

  expect(one.size, 'something was asked for').toBeGreaterThan(3);
  const grown = [...five].filter(([key, count]) => count > (one.get(key) ?? 0) + EDGES);
  expect(
    grown,
    `for one viewer: ${JSON.stringify([...one])}, for five: ${JSON.stringify([...five])}`,
  ).toEqual([]);
});
