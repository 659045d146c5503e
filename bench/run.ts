import { benchAttempts } from './attempts/run.ts';
import { benchEngine } from './engine/run.ts';
import { benchRedrive } from './redrive/run.ts';

/** `npm run bench -- <name> [--quick]`: each prints ratios measured in one run and writes its tables to docs/bench/. */
const BENCHES: Record<string, (args: readonly string[]) => Promise<void>> = {
  attempts: benchAttempts,
  engine: benchEngine,
  redrive: benchRedrive,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) {
  await bench(args);
} else {
  console.error(`Usage: npm run bench -- <${Object.keys(BENCHES).join('|')}> [--quick]`);
  process.exitCode = 1;
}
