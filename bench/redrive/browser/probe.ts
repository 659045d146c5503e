import type { Page } from '@playwright/test';
import { CAUSES } from './fill.ts';

/** What the page tells about itself, in milliseconds since its navigation began. */
export interface Probe {
  panelMs: number;
  clickedMs: number;
  /** Ten rows. */
  rowsMs: number;
  /** A first cause, beside the table. */
  causeMs: number;
  /** Durations of interactions by the browser's own event timing, from the input to the next paint. */
  interactions: { name: string; ms: number }[];
  longTasks: number[];
  /** When the last change was asked for by its event, when it was painted, and how long its worker took, the way there and back included. */
  change: { fromMs: number; paintedMs: number; workerMs: number };
}

declare global {
  interface Window {
    probe: Probe;
    /** Measures from the next event of the type to the paint of a table with so many rows. */
    awaitRows(eventType: string, rows: number): void;
  }
}

/** Rows that count as the first screen. */
const FIRST_ROWS = 10;

/** Observes a page from its first moment on, and presses the button of an estimate as soon as it is there. */
export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(observe, { firstRows: FIRST_ROWS, causes: [...CAUSES] });
}

function observe({ firstRows, causes }: { firstRows: number; causes: string[] }): void {
  const probe = (window.probe = {
    panelMs: Number.NaN,
    clickedMs: Number.NaN,
    rowsMs: Number.NaN,
    causeMs: Number.NaN,
    interactions: [],
    longTasks: [],
    change: { fromMs: Number.NaN, paintedMs: Number.NaN, workerMs: Number.NaN },
  } as Probe);
  let wanted: number | null = null;

  const look = () => {
    if (Number.isNaN(probe.clickedMs)) {
      const button = document.querySelector<HTMLButtonElement>('[aria-labelledby="estimate"] .btn-accent');
      if (button && !button.disabled) {
        probe.panelMs = performance.now();
        button.click();
        probe.clickedMs = performance.now();
      }
    }
    const table = document.querySelector('#dead-letters');
    if (!table) return;
    if (Number.isNaN(probe.causeMs)) {
      const groups = document.querySelector('[aria-label="Groups"]')?.textContent ?? '';
      if (causes.some((cause) => groups.includes(cause))) probe.causeMs = performance.now();
    }
    if (Number.isNaN(probe.rowsMs)) {
      const rows = [...table.querySelectorAll('tr[data-index]')].filter((row) => row.querySelector('button'));
      if (rows.length >= firstRows) probe.rowsMs = performance.now();
    }
    if (wanted === null || table.getAttribute('aria-rowcount') !== String(wanted + 1)) return;
    if (!table.querySelector('tr[data-index] button')) return;
    wanted = null;
    requestAnimationFrame(() => {
      probe.change.paintedMs = performance.now();
    });
  };
  const watch = () =>
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  watch();

  window.awaitRows = (eventType, rows) => {
    probe.change = { fromMs: Number.NaN, paintedMs: Number.NaN, workerMs: Number.NaN };
    addEventListener(
      eventType,
      ({ timeStamp }) => {
        probe.change.fromMs = timeStamp;
        wanted = rows;
      },
      { capture: true, once: true },
    );
  };

  // From each new look that a worker is told of to the view that it answers with.
  const timed = new WeakSet<Worker>();
  let lookedMs = Number.NaN;
  const send = Worker.prototype.postMessage as (this: Worker, message: unknown, transfer: unknown) => void;
  const timedSend = function post(this: Worker, message: { type?: string }, transfer: unknown) {
    if (message.type === 'look') lookedMs = performance.now();
    if (!timed.has(this)) {
      timed.add(this);
      this.addEventListener('message', ({ data }: MessageEvent<{ type?: string }>) => {
        if (data.type === 'view') probe.change.workerMs = performance.now() - lookedMs;
      });
    }
    send.call(this, message, transfer);
  };
  Worker.prototype.postMessage = timedSend as typeof Worker.prototype.postMessage;

  // The types do not know the threshold, which is 104 ms unless told.
  const events: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    durationThreshold: 16,
    buffered: true,
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[])
      if (entry.interactionId) probe.interactions.push({ name: entry.name, ms: entry.duration });
  }).observe(events);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) probe.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

export function readProbe(page: Page): Promise<Probe> {
  return page.evaluate(() => window.probe);
}

/** Forgets what was measured so far. */
export async function clearProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.probe.interactions = [];
    window.probe.longTasks = [];
  });
}
