import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { stateTable } from '#infra/state-table';
import { openStateTable } from '#lib/state/state-table';
import { ensureBrowser } from '../../scripts/browser/ensure.ts';
import { startDesk } from '../../scripts/desk/start-desk.ts';
import { connectTo } from '../../scripts/provision/clients.ts';
import { fillQueue } from './browser/fill.ts';
import { installProbe, readProbe, type Probe } from './browser/probe.ts';
import {
  measureFilters,
  readHeap,
  scroll,
  selectAll,
  typeQueries,
  type FilterTime,
  type Interactions,
} from './browser/steps.ts';

export interface BrowserPlan {
  messages: number;
  openings: number;
  /** Times that each filter is measured. */
  rounds: number;
  /** How much slower the page's main thread is made. */
  slowDown: number;
}

export const FULL_BROWSER: BrowserPlan = { messages: 100_000, openings: 5, rounds: 7, slowDown: 4 };

/** One opening of the page by a browser that has nothing cached, in milliseconds. */
export interface PageOpening {
  /** From the navigation to the estimate, where one is shown; until then it takes as long as for a small queue. */
  panelMs: number;
  /** When the estimate's button had been pressed. */
  pressedMs: number;
  /** From the navigation to ten rows, the estimate's button pressed at once. */
  rowsMs: number;
  /** To the first cause beside the table; the newest rows, on top, are those whose causes come last. */
  causeMs: number;
}

export interface BrowserResult {
  openings: PageOpening[];
  /** From the navigation to the end of the reading. */
  readMs: number;
  /** Of the main thread while everything was read. */
  readingLongTasks: number[];
  interactions: Interactions[];
  filters: FilterTime[];
  heapBytes: number;
}

const REGION = 'us-east-1';

/** Measures the page of dead letters in Chromium against an engine and a production build of this desk. */
export async function measureBrowser(plan: BrowserPlan = FULL_BROWSER): Promise<BrowserResult> {
  await using parts = new AsyncDisposableStack();
  const desk = await startDesk({
    root: process.cwd(),
    command: 'start',
    env: { ...process.env, PORT: '0', REDRIVE_ENGINE_PORT: '0' },
    say: (line) => console.log(line),
  });
  parts.defer(() => desk.stop());
  const queue = await fill(desk.engineUrl, plan.messages);
  return await measureDesk(desk.url, queue, plan);
}

/** Measures the page of a queue that is filled already. */
async function measureDesk(deskUrl: string, queue: string, plan: BrowserPlan): Promise<BrowserResult> {
  await using parts = new AsyncDisposableStack();
  const address = `${deskUrl}/queues/${queue}/dead-letters`;
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  parts.defer(() => browser.close());

  const openings: PageOpening[] = [];
  for (let opening = 0; opening < plan.openings; opening += 1) {
    const { context, page } = await open(browser, plan);
    openings.push(toOpening(await navigate(page, address)));
    await context.close();
    await untilGivenBack(deskUrl, queue, plan.messages);
  }
  const { page, session } = await open(browser, plan);
  await navigate(page, address);
  await page.getByRole('button', { name: 'Read again' }).waitFor({ timeout: 300_000 });
  const coverage = await page.getByRole('status').filter({ hasText: /^Read/ }).innerText();
  if (!coverage.includes(`${plan.messages.toLocaleString('en-US')} messages`)) throw new Error(coverage);
  const readMs = await page.evaluate(() => performance.now());
  const { longTasks } = await readProbe(page);
  const interactions = [await scroll(page), await typeQueries(page, plan.messages), await selectAll(page)];
  const filters = await measureFilters(page, plan.messages, plan.rounds);
  const heapBytes = await readHeap(session);
  return { openings, readMs, readingLongTasks: longTasks, interactions, filters, heapBytes };
}

async function fill(engineUrl: string, messages: number): Promise<string> {
  // The SDK reads its address and keys from here.
  Object.assign(process.env, {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: engineUrl,
    REDRIVE_TABLE: stateTable.name,
  });
  const { sqs } = connectTo(engineUrl, REGION);
  const table = openStateTable(process.env, {
    connectionTimeoutMs: 5_000,
    requestTimeoutMs: 60_000,
    maxAttempts: 2,
  });
  if (!table) throw new TypeError('The environment names the table.');
  try {
    return await fillQueue(sqs, table, messages);
  } finally {
    sqs.destroy();
    table.documents.destroy();
  }
}

async function open(
  browser: Browser,
  { slowDown }: BrowserPlan,
): Promise<{ context: BrowserContext; page: Page; session: CDPSession }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await installProbe(page);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  return { context, page, session };
}

/** Opens the page and waits until the first causes are there. */
async function navigate(page: Page, address: string): Promise<Probe> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => !Number.isNaN(window.probe?.causeMs + window.probe?.rowsMs), undefined, {
    timeout: 60_000,
  });
  return readProbe(page);
}

function toOpening({ panelMs, clickedMs, rowsMs, causeMs }: Probe): PageOpening {
  return { panelMs, pressedMs: clickedMs, rowsMs, causeMs };
}

/** A closed page hangs up, and the desk gives every message back. */
async function untilGivenBack(deskUrl: string, queue: string, messages: number): Promise<void> {
  for (let visible = -1; visible < messages;) {
    const response = await fetch(`${deskUrl}/api/queues/${queue}`);
    visible = ((await response.json()) as { depth: { visible: number } }).depth.visible;
  }
}
