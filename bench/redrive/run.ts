import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { format, resolveConfig } from 'prettier';
import { stateTable } from '#infra/state-table';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { startEngineProcess } from '../engine/servers.ts';
import { startServerProcess } from '../load/server-process.ts';
import { requirementTable } from '../report/markdown.ts';
import type { Requirement } from '../report/requirement.ts';
import { measureBrowser } from './browser.ts';
import { browserSection, checkBrowser } from './browser/section.ts';
import { fillQueue } from './filled-queue.ts';
import { measureMoves } from './mover/measure.ts';
import { checkMoves, moverSection } from './mover/section.ts';
import { FULL, type Plan, QUICK } from './plan.ts';
import { measureScans } from './scan/measure.ts';
import { checkScans, scanSection } from './scan/section.ts';

const REPORT = 'docs/bench/redrive.md';

/** What one part of the bench found. */
interface Part {
  requirements: Requirement[];
  section: string;
}

/**
 * Measures everything and prints it. Only the full run writes the report: `--quick` proves too little, `--only scan`, `--only mover` and
 * `--only browser` leave something out.
 */
export async function benchRedrive(args: readonly string[]): Promise<void> {
  const plan = args.includes('--quick') ? QUICK : FULL;
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
  const wants = (part: string) => only === undefined || only === part;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    REDRIVE_TABLE: stateTable.name,
  });
  const parts: Part[] = [];
  if (wants('scan') || wants('mover')) parts.push(...(await benchQueues(plan, wants)));
  if (wants('browser')) {
    console.log('The page in a browser ...');
    const result = await measureBrowser(plan.browser);
    parts.push({ requirements: checkBrowser(result), section: browserSection(plan.browser, result) });
  }
  const report = await format(writeReport(plan, parts), {
    ...(await resolveConfig(REPORT)),
    parser: 'markdown',
  });
  console.log(`\n${report}`);
  if (plan === QUICK || only !== undefined) return;
  mkdirSync(dirname(REPORT), { recursive: true });
  writeFileSync(REPORT, report);
  console.log(`Written to ${REPORT}`);
}

/** Scans and moves of one filled queue, through the proxy. */
async function benchQueues(plan: Plan, wants: (part: string) => boolean): Promise<Part[]> {
  await using servers = new AsyncDisposableStack();
  const engine = await startEngineProcess();
  servers.defer(() => engine.stop());
  process.env['AWS_ENDPOINT_URL'] = engine.url;
  console.log('Filling a dead-letter queue ...');
  const { deadLetters } = await fillQueue(engine.url, plan);
  const sqs = new SQSClient({ endpoint: engine.url });
  servers.defer(() => sqs.destroy());
  const { deadLetters: other } = await createDeadLetterPair(sqs);
  const eachWay = String(plan.latencyMs / 2);
  const proxy = await startServerProcess('bench/redrive/latency-proxy.ts', { args: [engine.url, eachWay] });
  servers.defer(() => proxy.stop());
  process.env['AWS_ENDPOINT_URL'] = proxy.url;
  const parts: Part[] = [];
  if (wants('scan')) {
    console.log('Scans ...');
    const scans = await measureScans(deadLetters.name, plan);
    parts.push({ requirements: checkScans(scans), section: scanSection(plan, scans) });
  }
  if (wants('mover')) {
    console.log('Redrives ...');
    const moves = await measureMoves([deadLetters.name, other.name], plan);
    parts.push({ requirements: checkMoves(moves), section: moverSection(plan, moves) });
  }
  return parts;
}

function writeReport(plan: Plan, parts: readonly Part[]): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `# The speed of scans and redrives

Made by \`${plan.command}\` with Node ${process.versions.node} on ${processors.length} cores (${model}, ${process.platform}).

## What must hold

${requirementTable(parts.flatMap(({ requirements }) => requirements))}

${parts.map(({ section }) => section).join('\n\n')}
`;
}
