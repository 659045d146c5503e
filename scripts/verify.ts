import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';

interface Check {
  name: string;
  command: string;
}

/** Next's generated types are part of the type check, so a clean clone needs them first. */
const PREPARATION: Check = { name: 'route types', command: 'next typegen' };
const CHECKS: readonly Check[] = [
  { name: 'format', command: 'prettier --check --log-level warn .' },
  { name: 'lint', command: 'oxlint --type-aware --deny-warnings' },
  { name: 'types', command: 'tsc --noEmit' },
  { name: 'structure', command: 'node scripts/run.mjs scripts/check-structure.ts' },
  { name: 'documents', command: 'node scripts/run.mjs scripts/check-docs.ts' },
  { name: 'facts', command: 'node scripts/run.mjs scripts/check-facts.ts' },
  { name: 'dead code', command: 'knip' },
];

/** Runs one check quietly; prints its result, and its output when it failed. */
async function passes({ name, command }: Check): Promise<boolean> {
  const startMs = performance.now();
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.padStart(5)} s   ${command}`);
  if (code !== 0) console.log(output);
  return code === 0;
}

const prepared = await passes(PREPARATION);
const results = await Promise.all(CHECKS.map(passes));
const failed = [prepared, ...results].filter((result) => !result).length;
console.log(failed === 0 ? 'verify: everything holds' : `verify: ${failed} of ${results.length + 1} failed`);
process.exitCode = failed === 0 ? 0 : 1;
