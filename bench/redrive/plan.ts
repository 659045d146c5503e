import { FULL_BROWSER, type BrowserPlan } from './browser.ts';

/** How much is measured. */
export interface Plan {
  command: string;
  /** Dead letters, each with a recorded attempt. */
  messages: number;
  bodyBytes: number;
  /** What the network adds to the time from request to answer. */
  latencyMs: number;
  /** Receivers at once. */
  connections: readonly number[];
  /** In each of which every rival runs once. */
  rounds: number;
  browser: BrowserPlan;
}

const SETTING = { bodyBytes: 1_000, latencyMs: 20, connections: [16, 32] };

export const FULL: Plan = {
  ...SETTING,
  command: 'npm run bench -- redrive',
  messages: 100_000,
  rounds: 3,
  browser: FULL_BROWSER,
};

/** Whether the bench works. */
export const QUICK: Plan = {
  ...SETTING,
  command: 'npm run bench -- redrive --quick',
  messages: 5_000,
  rounds: 1,
  browser: { ...FULL_BROWSER, messages: 5_000, openings: 1, rounds: 1 },
};
