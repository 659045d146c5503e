import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

/** `npm run fuzz -- [--seconds 60] [--seed N]`: any bytes on the engine's port. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);

console.log(`${seconds} s of attacks, seed ${seed}`);
const { attacks, statuses, violations, memoryBytes, ...bystander } = await fuzz({
  lastsMs: seconds * 1000,
  seed,
});
const total = Object.values(attacks).reduce((sum, count) => sum + count, 0);
console.table(attacks);
console.log('answers by status:', statuses);
console.log(
  `${total} attacks; the bystander did ${bystander.bystanderRounds} rounds, the slowest in ${bystander.slowestRoundMs} ms; ` +
    `the engine ended with ${memoryBytes === undefined ? 'unknown' : `${Math.round(memoryBytes / 2 ** 20)} MiB`} in memory; ` +
    `${violations.length} violations`,
);
for (const violation of violations) console.error(`VIOLATION ${violation}`);
process.exitCode = violations.length === 0 ? 0 : 1;
