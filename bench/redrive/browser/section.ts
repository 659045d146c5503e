import { table, whole } from '../../report/markdown.ts';
import type { Requirement } from '../../report/requirement.ts';
import { median } from '../../report/statistics.ts';
import type { BrowserPlan, BrowserResult, PageOpening } from '../browser.ts';

const FIRST_ROWS_MS = 1000;
const INTERACTION_MS = 200;
const FILTER_MS = 100;

const OPENING: readonly (readonly [string, (opening: PageOpening) => number])[] = [
  ['First 10 rows after the press that asks for them', ({ rowsMs, pressedMs }) => rowsMs - pressedMs],
  ['First 10 rows after the navigation', ({ rowsMs }) => rowsMs],
  ['First cause after the navigation', ({ causeMs }) => causeMs],
];

/** What the page has to keep, with the figures of this run. */
export function checkBrowser({ openings, interactions, filters }: BrowserResult): Requirement[] {
  return [
    ...OPENING.map(([text, timeOf]): Requirement => ({
      text: `${text}, median of the openings (ms)`,
      bound: { below: FIRST_ROWS_MS },
      figure: median(openings.map(timeOf)),
      by: 'time',
    })),
    ...interactions.map(({ what, p98Ms }): Requirement => ({
      text: `INP (98 %) while ${what} (ms)`,
      bound: { below: INTERACTION_MS },
      figure: p98Ms,
      by: 'time',
    })),
    ...filters.map(({ kind, medianMs }): Requirement => ({
      text: `Last key to new count and rows: ${kind} (ms)`,
      bound: { below: FILTER_MS },
      figure: medianMs,
      by: 'time',
    })),
  ];
}

/** The section of the report. */
export function browserSection(plan: BrowserPlan, result: BrowserResult): string {
  const { openings, interactions, filters, readingLongTasks, readMs, heapBytes } = result;
  const opening = (name: string, step: keyof (typeof openings)[number]) => {
    const times = openings.map((one) => one[step]);
    return [name, whole(Math.min(...times)), whole(median(times)), whole(Math.max(...times))];
  };
  return `## ${whole(plan.messages)} dead letters in the browser

Chromium with its main thread ${plan.slowDown} × slower, a production build, nothing cached. The worker that holds the messages is not slowed
down by that: its share stands beside, and the last column is what a filter would take with the worker as slow as the page.

${table(
  ['from the navigation (ms)', 'fastest', 'median', 'slowest'],
  [
    opening('estimate', 'panelMs'),
    opening('10 rows, the button pressed at once', 'rowsMs'),
    opening('the first cause', 'causeMs'),
  ],
)}

${table(
  ['interactions (ms)', 'counted', '98 %', 'longest', 'longest task'],
  interactions.map(({ what, count, p98Ms, maxMs, longestTaskMs }) => [
    what,
    whole(count),
    whole(p98Ms),
    whole(maxMs),
    whole(longestTaskMs),
  ]),
)}

${table(
  ['filter (ms)', 'matches', 'median', 'longest', 'of it in the worker', 'worker slowed down too'],
  filters.map(({ kind, matches, medianMs, maxMs, workerMs }) => [
    `\`${kind}\``,
    whole(matches),
    whole(medianMs),
    whole(maxMs),
    whole(workerMs),
    whole(medianMs + (plan.slowDown - 1) * workerMs),
  ]),
)}

Everything was read ${whole(readMs / 1000)} s after the navigation, with ${readingLongTasks.length} tasks of more than 50 ms of the main thread, the
longest ${whole(Math.max(0, ...readingLongTasks))} ms. Heap of the main thread then: ${whole(heapBytes / 1024 / 1024)} MiB.`;
}
