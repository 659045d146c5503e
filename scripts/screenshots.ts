import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { deadLetterQueue, mainQueue } from '#infra/queues';
import type { QueueList, QueueSummary } from '#lib/queues/types';
import type { RedriveResult } from '#lib/redrive/types';
import { runMain } from './desk/failure.ts';
import { startDesk } from './desk/start-desk.ts';
import { ensureBrowser } from './browser/ensure.ts';
import { liveStory, orders } from './screenshots/story.ts';

const FOLDER = 'docs/images';
const VIEWPORT = { width: 1280, height: 800 };
/** Each page with what shows that it is complete. */
const toPages = (jobId: string): Record<string, { path: string; complete: (page: Page) => Locator }> => ({
  overview: { path: '/', complete: (page) => page.getByRole('rowheader', { name: mainQueue.name }) },
  queue: {
    path: `/queues/${mainQueue.name}`,
    complete: (page) =>
      page.getByRole('figure', { name: 'Depth' }).locator('path.recharts-line-curve').first(),
  },
  'dead-letters': {
    path: `/queues/${deadLetterQueue.name}/dead-letters`,
    complete: (page) => page.getByText(/^Read \d+ messages at/),
  },
  redrive: {
    path: `/redrives/${jobId}`,
    complete: (page) => page.getByText('The same cause came back').first(),
  },
});

await runMain(async () => {
  await using parts = new AsyncDisposableStack();
  const desk = await startDesk({
    root: process.cwd(),
    command: 'start',
    env: { ...process.env, PORT: '0', REDRIVE_ENGINE_PORT: '0' },
    say: (line) => console.log(line),
  });
  parts.defer(() => desk.stop());
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  parts.defer(() => browser.close());
  mkdirSync(FOLDER, { recursive: true });

  console.log('Sending orders, some of which fail until they are dead.');
  await send(desk.url, orders);
  const dead = orders.filter((body) => body.includes('simulate')).length;
  await waitForQueue(desk.url, deadLetterQueue.name, ({ depth }) => depth.visible === dead);
  const jobId = await tryRedrive(desk.url);
  for (const theme of ['light', 'dark'] as const) {
    await send(desk.url, liveStory);
    await waitForQueue(desk.url, mainQueue.name, ({ depth }) => depth.inFlight > 0);
    await photograph(browser, desk.url, theme, jobId);
  }
});

async function photograph(
  browser: Browser,
  deskUrl: string,
  theme: 'light' | 'dark',
  jobId: string,
): Promise<void> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  for (const [name, { path, complete }] of Object.entries(toPages(jobId))) {
    await page.goto(deskUrl + path);
    await complete(page).waitFor({ state: 'attached' });
    // The desk never stops asking, so "network idle" never comes; three polls fill every panel.
    for (let polls = 0; polls < 3; polls += 1) {
      await page.waitForResponse((response) => response.url().includes('/api/'));
    }
    const file = join(FOLDER, `${name}-${theme}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(file);
  }
  await context.close();
}

async function send(deskUrl: string, bodies: readonly string[]): Promise<void> {
  const response = await fetch(`${deskUrl}/api/queues/${mainQueue.name}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: deskUrl },
    body: JSON.stringify({ bodies }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

/** A trial run while nothing is mended: it stops by itself, and its message dies again before the pictures are taken. */
async function tryRedrive(deskUrl: string): Promise<string> {
  const response = await fetch(`${deskUrl}/api/redrives`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: deskUrl },
    body: JSON.stringify({
      source: deadLetterQueue.name,
      selection: { query: 'cause:PaymentDeclined' },
      canary: { stages: [1, 5], maxFailureRatio: 0 },
      reason: 'Limits of the bank raised at 14:05',
    }),
  });
  const result = (await response.json()) as RedriveResult;
  if (result.kind !== 'job') throw new Error(`${response.status} ${JSON.stringify(result)}`);
  return result.job.id;
}

async function waitForQueue(
  deskUrl: string,
  name: string,
  holds: (queue: QueueSummary) => boolean,
): Promise<void> {
  for (;;) {
    const { queues } = (await (await fetch(`${deskUrl}/api/queues`)).json()) as QueueList;
    const queue = queues.find((candidate) => candidate.name === name);
    if (queue && holds(queue)) return;
    await delay(250);
  }
}
