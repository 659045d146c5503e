import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { stateTable } from '#infra/state-table';
import { createStateTable } from '#test/factories/state-table';
import { startEngineProcess } from '../engine/servers.ts';
import { requirementTable } from '../report/markdown.ts';
import { type BatchResult, measureBatches } from './batches.ts';
import { measurePage, type PageResult } from './page.ts';
import { type BatchPlan, FULL, type Plan, QUICK } from './plan.ts';
import { batchSection, checkRequirements, pageSection } from './sections.ts';

const REPORT = 'docs/bench/attempts.md';

/** Where the engine keeps its data too, so that it is the same disk. */
const DATA_PARENT = '.redrive';

/** Measures everything and prints it. Only the full run writes the report: a quick one proves too little. */
export async function benchAttempts(args: readonly string[]): Promise<void> {
  const plan = args.includes('--quick') ? QUICK : FULL;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    REDRIVE_TABLE: stateTable.name,
  });
  mkdirSync(DATA_PARENT, { recursive: true });
  const directory = mkdtempSync(join(DATA_PARENT, 'bench-'));
  try {
    console.log('Batches ...');
    const batches = await runBatches(plan.batches);
    console.log('A filled table ...');
    const page = await measurePage(directory, plan.page);
    const report = await format(writeReport(plan, batches, page), {
      ...(await resolveConfig(REPORT)),
      parser: 'markdown',
    });
    console.log(`\n${report}`);
    if (plan === QUICK) return;
    mkdirSync(dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, report);
    console.log(`Written to ${REPORT}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function runBatches(plan: BatchPlan): Promise<BatchResult> {
  const engine = await startEngineProcess();
  process.env['AWS_ENDPOINT_URL'] = engine.url;
  try {
    await createStateTable(engine.url);
    return await measureBatches(plan);
  } finally {
    await engine.stop();
  }
}

function writeReport(plan: Plan, batches: BatchResult, page: PageResult): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `# The price of recorded attempts

Made by \`${plan.command}\` with Node ${process.versions.node} on ${processors.length} cores (${model}, ${process.platform}).

## What must hold

${requirementTable(checkRequirements(batches, page))}

${batchSection(plan.batches, batches)}

${pageSection(plan.page, page)}
`;
}
