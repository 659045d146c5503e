import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CONTRACT_USAGE, parseContractRun } from './contract-run.ts';
import { Failure, runMain } from '../desk/failure.ts';

/** Against another server nearly all that files do is wait, so more run side by side; the report names every skipped case. */
const EXTERNAL_OPTIONS = ['--maxWorkers', '8', '--reporter', 'verbose'];
const VITEST = join(import.meta.dirname, '../..', 'node_modules', 'vitest', 'vitest.mjs');

await runMain(async () => {
  const run = parseContractRun(process.argv.slice(2));
  if (run.kind === 'help') {
    console.log(CONTRACT_USAGE);
    return;
  }
  const { endpoint, filters } = run;
  if (endpoint !== undefined) await requireAnswer(endpoint);
  console.log(`Contract suite against ${endpoint ?? "Redrive's own engine, with a clock the tests move"}`);

  const options = endpoint === undefined ? [] : EXTERNAL_OPTIONS;
  const { REDRIVE_CONTRACT_ENDPOINT: _, ...env } = process.env;
  const vitest = spawn(process.execPath, [VITEST, 'run', '--project', 'contract', ...options, ...filters], {
    stdio: 'inherit',
    env: endpoint === undefined ? env : { ...env, REDRIVE_CONTRACT_ENDPOINT: endpoint },
  });
  const [code] = (await once(vitest, 'close')) as [number | null];
  process.exitCode = code ?? 1;
});

/** Hundreds of tests that all fail to connect say less than one sentence. */
async function requireAnswer(endpoint: string): Promise<void> {
  try {
    await (await fetch(endpoint)).body?.cancel();
  } catch {
    throw new Failure(`Nothing answers at ${endpoint}. Start the server first, then run this again.`);
  }
}
