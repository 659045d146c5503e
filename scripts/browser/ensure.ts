import { fileURLToPath } from 'node:url';
import { Failure, runMain } from '../desk/failure.ts';
import { findBrowser } from './find.ts';
import { installFromPlaywright, installFromSystem } from './install.ts';

/** Path of a Chromium that starts; installs one where there is none. Throws a Failure that says what to do. */
export async function ensureBrowser(): Promise<string> {
  const steps = [async () => {}, installFromPlaywright, installFromSystem];
  for (const step of steps) {
    await step();
    const path = findBrowser(process.env);
    if (path !== null) return path;
  }
  throw new Failure(
    'No Chromium was found and none could be installed: install Chromium or Chrome, or set REDRIVE_CHROMIUM to the path of one.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => console.log(await ensureBrowser()));
}
