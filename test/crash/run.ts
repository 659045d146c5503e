import { parseArgs } from 'node:util';
import { describe, runCrashRounds } from './rounds.ts';

/** `npm run crash -- [--rounds 200] [--seed N]`: kills the engine again and again and looks for what it lost. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);

console.log(`${rounds} rounds of load and kill -9, seed ${seed}`);
const report = await runCrashRounds({ rounds, seed, say: (line) => console.log(line) });
console.log(describe(report));
for (const violation of report.violations) console.error(`VIOLATION ${violation}`);
process.exitCode = report.violations.length === 0 ? 0 : 1;
