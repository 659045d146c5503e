import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { Failure } from '../desk/failure.ts';
import type { Environment } from '../desk/ports.ts';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const STARTS_WITHIN_MS = 15_000;

/**
 * Path of the first Chromium that starts: REDRIVE_CHROMIUM, then Playwright's own, then the ones on the PATH; null
 * where there is none. Throws a Failure when REDRIVE_CHROMIUM is set to something else, rather than pick another.
 */
export function findBrowser(env: Environment, playwrightsOwn = chromium.executablePath()): string | null {
  const chosen = env['REDRIVE_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (starts(chosen)) return chosen;
    throw new Failure(
      `REDRIVE_CHROMIUM=${chosen} is not a Chromium that starts: correct the path or unset it.`,
    );
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [playwrightsOwn, ...onPath].find(starts) ?? null;
}

/** Asking for the version loads every shared library, so a browser that lacks one is found out here. */
function starts(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: STARTS_WITHIN_MS });
  return status === 0 && /chrom/i.test(stdout);
}
