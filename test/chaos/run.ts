import { parseArgs } from 'node:util';
import { plansFrom, runChaosRounds } from './rounds.ts';

/**
 * `npm run chaos -- [--seed N] [--rounds N] [--kills 1000] [--faults 1000] [--at-once 8]`: rounds from this seed on, until there were as many kills and
 * faults, or as many rounds as are asked for.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string' },
    kills: { type: 'string', default: '1000' },
    faults: { type: 'string', default: '1000' },
    'at-once': { type: 'string', default: '8' },
  },
});
const [seed, kills, faults] = [Number(values.seed), Number(values.kills), Number(values.faults)];
const rounds = values.rounds === undefined ? Infinity : Number(values.rounds);

const { broken, ...report } = await runChaosRounds({
  plans: plansFrom(seed, rounds),
  atOnce: Number(values['at-once']),
  isEnough: (report) => rounds === Infinity && report.kills >= kills && report.faults >= faults,
  say: (line) => console.log(line),
});
console.log(JSON.stringify(report, null, 2));
process.exitCode = broken.length === 0 ? 0 : 1;
