import { benchEngine } from './engine.ts';

/** `npm run bench -- <name>`: each prints a ratio measured in one run and writes its table to docs/bench/. */
const BENCHES: Record<string, () => Promise<void>> = { engine: benchEngine };

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench) {
  await bench();
} else {
  console.error(`Usage: npm run bench -- <${Object.keys(BENCHES).join('|')}>`);
  process.exitCode = 1;
}
