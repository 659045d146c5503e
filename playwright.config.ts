import { defineConfig } from '@playwright/test';
import { ensureBrowser } from './scripts/browser/ensure.ts';

// Set once, in the first process that reads this file; the workers inherit it.
const executablePath = (process.env['REDRIVE_CHROMIUM'] ??= await ensureBrowser());
const isRoot = process.getuid?.() === 0;

/** A browser that talks to the desk and to nobody else. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
];

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env['REDRIVE_DESK_URL'] ?? 'http://127.0.0.1:3000',
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args: [...QUIET, ...(isRoot ? ['--no-sandbox'] : [])] },
  },
  webServer: {
    command: 'node scripts/run.mjs scripts/start.ts --memory',
    env: { PORT: '0', REDRIVE_ENGINE_PORT: '0' },
    // The named groups become REDRIVE_ENGINE_URL and REDRIVE_DESK_URL in the tests.
    wait: {
      stdout: /CloudWatch on (?<redrive_engine_url>http:\S+)[^]*ready on (?<redrive_desk_url>http:\S+)/,
    },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
