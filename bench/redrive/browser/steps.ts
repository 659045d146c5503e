import type { CDPSession, Page } from '@playwright/test';

import { median } from '../../report/statistics.ts';
import { knownGroup, knownQueries } from './fill.ts';
import { clearProbe, readProbe, type Probe } from './probe.ts';

export interface Interactions {
  what: string;
  count: number;
  p98Ms: number;
  maxMs: number;
  longestTaskMs: number;
}

export interface FilterTime {
  kind: string;
  matches: number;
  medianMs: number;
  maxMs: number;
  /** Of the median: what the worker took, which is not slowed down, and the way there and back. */
  workerMs: number;
}

const KEY_DELAY_MS = 60;

/** Scrolls through all messages by wheel, by keys and by clicks. */
export async function scroll(page: Page): Promise<Interactions> {
  await clearProbe(page);
  const table = page.locator('#dead-letters');
  await table.locator('tr[data-index] input').first().click();
  for (let step = 0; step < 40; step += 1) {
    await page.mouse.wheel(0, 1500 * (step % 8));
    await page.keyboard.press(step % 3 === 2 ? 'ArrowDown' : 'PageDown', { delay: KEY_DELAY_MS });
    if (step % 8 === 7) await page.keyboard.press(step % 16 === 7 ? 'End' : 'Home', { delay: KEY_DELAY_MS });
    if (step % 4 === 3) await page.keyboard.press('Space', { delay: KEY_DELAY_MS });
  }
  return summarise('scrolling by wheel and keys, selecting', await readProbe(page));
}

/** Types each query as a person does, key by key, and takes it away again. */
export async function typeQueries(page: Page, messages: number): Promise<Interactions> {
  await clearProbe(page);
  for (const { query, matches } of knownQueries(messages)) {
    await page.getByRole('combobox', { name: 'Query' }).focus();
    await page.keyboard.type(query, { delay: KEY_DELAY_MS });
    await page.locator(`#dead-letters[aria-rowcount="${matches + 1}"]`).waitFor();
    await clearQuery(page, messages);
  }
  return summarise('typing a query', await readProbe(page));
}

/** Selects all, which moves every id to the page, and clears the selection. */
export async function selectAll(page: Page): Promise<Interactions> {
  await clearProbe(page);
  for (let round = 0; round < 3; round += 1) {
    await page.getByRole('button', { name: /^Select all/ }).click();
    await page.getByRole('button', { name: 'Clear selection' }).click();
  }
  return summarise('selecting all, clearing', await readProbe(page));
}

/** Presses the last key of each query, which changes the count, and waits for the table. */
export async function measureFilters(page: Page, messages: number, rounds: number): Promise<FilterTime[]> {
  const times: FilterTime[] = [];
  for (const { kind, query, matches } of knownQueries(messages)) {
    const rows: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await page.getByRole('combobox', { name: 'Query' }).focus();
      await page.keyboard.type(query.slice(0, -1), { delay: KEY_DELAY_MS });
      await page.waitForTimeout(400);
      rows.push(await timeChange(page, 'input', matches, () => page.keyboard.press(query.slice(-1))));
      await clearQuery(page, messages);
    }
    times.push(summariseFilter(`query, ${kind}: ${query}`, matches, rows));
  }
  const { name, matches } = knownGroup(messages);
  const groups = page.getByRole('region', { name: 'Groups' });
  const rows: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const choose = () => groups.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    rows.push(await timeChange(page, 'click', matches, choose));
    await groups.getByRole('button', { name: /^All causes/ }).click();
    await page.locator(`#dead-letters[aria-rowcount="${messages + 1}"]`).waitFor();
  }
  times.push(summariseFilter(`group: ${name}`, matches, rows));
  return times;
}

/** JavaScript heap of the page's own thread after a collection, in bytes. */
export async function readHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

async function clearQuery(page: Page, messages: number): Promise<void> {
  await page.getByRole('button', { name: 'Clear the query' }).click();
  await page.locator(`#dead-letters[aria-rowcount="${messages + 1}"]`).waitFor();
}

async function timeChange(
  page: Page,
  eventType: string,
  rows: number,
  act: () => Promise<unknown>,
): Promise<Measured> {
  await page.evaluate(([type, count]) => window.awaitRows(type, count), [eventType, rows] as const);
  await act();
  await page.waitForFunction(() => !Number.isNaN(window.probe.change.paintedMs));
  const { change } = await readProbe(page);
  return { ms: change.paintedMs - change.fromMs, workerMs: change.workerMs };
}

interface Measured {
  ms: number;
  workerMs: number;
}

function summariseFilter(kind: string, matches: number, rows: readonly Measured[]): FilterTime {
  return {
    kind,
    matches,
    medianMs: median(rows.map(({ ms }) => ms)),
    maxMs: Math.max(...rows.map(({ ms }) => ms)),
    workerMs: median(rows.map(({ workerMs }) => workerMs)),
  };
}

function summarise(what: string, { interactions, longTasks }: Probe): Interactions {
  const sorted = interactions.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    what,
    count: sorted.length,
    p98Ms: sorted[Math.max(0, Math.ceil(sorted.length * 0.98) - 1)] ?? 0,
    maxMs: sorted.at(-1) ?? 0,
    longestTaskMs: Math.max(0, ...longTasks),
  };
}
