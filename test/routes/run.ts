import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

/** `npm run fuzz:routes -- [--runs 2000] [--seed N]`: so many requests of bad input for every route of the API. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
console.log(`${values.runs} requests a route, seed ${values.seed}`);
const child = spawn('npx', ['vitest', 'run', '--project', 'faults', 'test/routes'], {
  stdio: 'inherit',
  env: { ...process.env, REDRIVE_FUZZ_RUNS: values.runs, REDRIVE_FUZZ_SEED: values.seed },
});
const [code] = (await once(child, 'exit')) as [number | null];
process.exitCode = code ?? 1;
