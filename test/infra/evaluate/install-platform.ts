import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PLATFORM, ROOT } from './folders.ts';

const VERSION_FILE = join(PLATFORM, 'version');
/** Written when everything is there: an installation that was interrupted is done again. */
const MARKER = join(PLATFORM, 'redrive-installed');

/** What this version of SST asks of a Pulumi binary before it goes on; nothing of ours runs it. */
const PULUMI_VERSION = 'v3.215.0';

/**
 * Puts SST's components where `sst deploy` has them, `.sst/platform`, with nothing but npm's registry: SST would fetch Pulumi's binary
 * from GitHub first, and finds one here that says its version and can do no more.
 * @throws {Error} with what SST printed
 */
export async function installPlatform(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/sst/package.json'), 'utf8')) as {
    version: string;
  };
  if (existsSync(MARKER) && readFileSync(VERSION_FILE, 'utf8').trim() === version) return;
  const folder = join(ROOT, '.sst/without-pulumi');
  writePulumi(folder);
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'node_modules/sst/bin/sst.mjs'), 'install', '--stage', 'test', '--print-logs'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        ...configurationIn(folder),
        SST_NO_BUN: '1',
        SST_TELEMETRY_DISABLED: '1',
      },
    },
  );
  writeFileSync(MARKER, '');
}

function writePulumi(folder: string): void {
  for (const place of ['sst', 'Library/Application Support/sst']) {
    const bin = join(folder, place, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'pulumi'), `#!/bin/sh\necho ${PULUMI_VERSION}\n`, { mode: 0o755 });
  }
}

/** Where SST looks for its binaries: by XDG's variable, on a Mac below the home folder, where npm must still find its own settings. */
function configurationIn(folder: string): Record<string, string> {
  const home = process.env['HOME'] ?? '';
  const mac = {
    HOME: folder,
    npm_config_userconfig: join(home, '.npmrc'),
    npm_config_cache: join(home, '.npm'),
  };
  return { XDG_CONFIG_HOME: folder, ...(process.platform === 'darwin' && mac) };
}
