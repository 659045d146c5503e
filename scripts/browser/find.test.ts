import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from './find.ts';

const NOWHERE = '/nowhere/chromium';
let folder: string;

/** An executable that answers `--version` as a browser would, or fails as one with a missing library does. */
function placeBrowser(name: string, script = 'echo "Chromium 140.0.0.0"'): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const find = (env: Record<string, string>, playwrightsOwn = NOWHERE) => findBrowser(env, playwrightsOwn);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redrive-browser-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('findBrowser', () => {
  it('prefers REDRIVE_CHROMIUM, then the one Playwright installed, then the PATH', () => {
    const chosen = placeBrowser('mine');
    const playwrights = placeBrowser('playwrights');
    const onPath = placeBrowser('chromium');
    expect(find({ REDRIVE_CHROMIUM: chosen, PATH: folder }, playwrights)).toBe(chosen);
    expect(find({ PATH: folder }, playwrights)).toBe(playwrights);
    expect(find({ PATH: folder })).toBe(onPath);
  });

  it('finds nothing where there is nothing', () => {
    expect(find({ PATH: folder })).toBeNull();
    expect(find({})).toBeNull();
  });

  it('passes over a browser that does not start', () => {
    placeBrowser('chromium', 'echo "error while loading shared libraries" >&2; exit 127');
    const chrome = placeBrowser('google-chrome', 'echo "Google Chrome 140.0.0.0"');
    expect(find({ PATH: folder })).toBe(chrome);
  });

  it('refuses a REDRIVE_CHROMIUM that is no browser, even with another at hand', () => {
    placeBrowser('chromium');
    expect(() => find({ REDRIVE_CHROMIUM: NOWHERE, PATH: folder })).toThrow(
      `REDRIVE_CHROMIUM=${NOWHERE} is not a Chromium that starts`,
    );
  });
});
