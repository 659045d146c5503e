import { mainQueue } from '#infra/queues';
import type { RecordedRequest } from '../../support/recording-proxy.ts';
import { pollRoutes } from '../../support/poll-routes.ts';
import { expect, test } from '../../support/test.ts';

const VIEWERS = 50;
/** Three times the longest period at which the desk reads by itself. */
const WINDOW_MS = 16_000;
/** A window may cut off a read at either end. */
const EDGES = 2;

function countActions(requests: readonly RecordedRequest[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { action, subject } of requests) {
    const key = `${action} ${subject ?? ''}`.trim();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

test('AWS is asked as often for fifty viewers as for one', async ({ page, startDesk, observeDesk }) => {
  test.setTimeout(120_000);
  const { engineUrl } = await startDesk();
  const { url, proxy } = await observeDesk({ engineUrl });

  const paths = await test.step('what the overview and the page of a queue ask for', async () => {
    const asked = new Set<string>();
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/api/') && request.method() === 'GET') asked.add(pathname + search);
    });
    for (const path of ['/', `/queues/${mainQueue.name}`]) {
      await page.goto(url + path);
      await expect(page.getByText(/^updated /)).toBeVisible();
    }
    await expect.poll(() => asked.size).toBeGreaterThanOrEqual(8);
    await page.close();
    return [...asked];
  });
  expect(paths).toContain('/api/queues');

  const measure = async (viewers: number) => {
    const fromMs = await pollRoutes(url, paths, { viewers, windowMs: WINDOW_MS });
    return countActions(proxy.requests.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + WINDOW_MS));
  };
  await measure(1);
  const one = await measure(1);
  const fifty = await measure(VIEWERS);

  expect(one.size, 'something was asked for').toBeGreaterThan(3);
  // A busy machine may answer fifty too late for a period, and then asks for less.
  const grown = [...fifty].filter(([key, count]) => count > (one.get(key) ?? 0) + EDGES);
  expect(fifty.get('ListQueues') ?? 0, 'asked throughout').toBeGreaterThan(EDGES);
  expect(grown, `one: ${JSON.stringify([...one])}, fifty: ${JSON.stringify([...fifty])}`).toEqual([]);
});
