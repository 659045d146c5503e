import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli');
const DOWNLOAD_HOST = 'https://cdn.playwright.dev';
const REACHABLE_WITHIN_MS = 5_000;
const DOWNLOAD_WITHIN_MS = 5 * 60_000;
const SYSTEM_WITHIN_MS = 10 * 60_000;

/** Downloads Playwright's own Chromium. Does nothing within seconds where its host cannot be reached. */
export async function installFromPlaywright(): Promise<void> {
  if (!(await isDownloadReachable())) {
    say("Playwright's download host cannot be reached; trying the system's packages.");
    return;
  }
  say("No Chromium found; downloading Playwright's own.");
  await runBounded(process.execPath, [PLAYWRIGHT, 'install', 'chromium'], DOWNLOAD_WITHIN_MS);
}

/** Installs Debian's or Ubuntu's package as root; anywhere else says in one line what to do. */
export async function installFromSystem(): Promise<void> {
  if (!isDebian()) {
    say("Install Chromium with this system's package manager.");
    return;
  }
  if (process.getuid?.() !== 0) {
    say('Run "sudo apt-get install chromium", then try again.');
    return;
  }
  say('Installing the package chromium with apt-get.');
  const options = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15', '-qq'];
  await runBounded('apt-get', ['update', ...options], SYSTEM_WITHIN_MS);
  await runBounded('apt-get', ['install', '-y', ...options, 'chromium'], SYSTEM_WITHIN_MS);
}

/** Behind a proxy only the installer itself, which honours it, can tell. */
async function isDownloadReachable(): Promise<boolean> {
  if (process.env['HTTPS_PROXY'] ?? process.env['https_proxy']) return true;
  try {
    await fetch(process.env['PLAYWRIGHT_DOWNLOAD_HOST'] ?? DOWNLOAD_HOST, {
      method: 'HEAD',
      signal: AbortSignal.timeout(REACHABLE_WITHIN_MS),
    });
    return true;
  } catch {
    return false;
  }
}

/** Debian and everything that says it is like Debian. */
function isDebian(): boolean {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync(file, 'utf8'));
}

/** Whether it worked shows in whether a browser can be found afterwards; its output goes to stderr. */
async function runBounded(command: string, args: string[], withinMs: number): Promise<void> {
  const child = spawn(command, args, {
    stdio: ['ignore', 2, 2],
    signal: AbortSignal.timeout(withinMs),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  await new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      say(`${command} gave up: ${error.message}.`);
      resolve();
    });
  });
}

/** stdout is the path of the browser and nothing else. */
function say(line: string): void {
  console.error(line);
}
