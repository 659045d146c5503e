import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { ServerProcess } from '../load/server-process.ts';
import { requirementTable } from '../report/markdown.ts';
import { type DiskResult, measureDisk } from './disk.ts';
import { type LongQueueResult, measureLongQueue } from './long-queue.ts';
import { FULL, type Plan, QUICK } from './plan.ts';
import { checkRequirements } from './requirements.ts';
import { measureRivals, type Rival, type Rounds, WARM_UPS } from './rivals.ts';
import {
  besideEchoSection,
  besideFauxqsSection,
  diskSection,
  longQueueSection,
  memorySection,
} from './sections.ts';
import { startEchoProcess, startEngineProcess, startFauxqsProcess } from './servers.ts';

const REPORT = 'docs/bench/engine.md';

/** Where the engine keeps its data too, so that it is the same disk; a temporary directory is often none. */
const DATA_PARENT = '.redrive';

/** Measures everything and prints it. Only the full run writes the report: a quick one proves too little. */
export async function benchEngine(args: readonly string[]): Promise<void> {
  const plan = args.includes('--quick') ? QUICK : FULL;
  mkdirSync(DATA_PARENT, { recursive: true });
  const directory = mkdtempSync(join(DATA_PARENT, 'bench-'));
  try {
    console.log('Long queues ...');
    const longQueue = await measureLongQueue(plan.longQueue);
    console.log('Rivals ...');
    const rounds = await runRivals(directory, plan);
    console.log('A filled disk ...');
    const disk = await measureDisk(join(directory, 'restore'), plan.diskMessages);
    const report = await format(writeReport(plan, longQueue, rounds, disk), {
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

async function runRivals(directory: string, plan: Plan): Promise<Rounds> {
  await using servers = new AsyncDisposableStack();
  const start = async (starting: Promise<ServerProcess>) => {
    const server = await starting;
    servers.defer(() => server.stop());
    return server;
  };
  const rivals: Record<Rival, ServerProcess> = {
    'engine memory': await start(startEngineProcess()),
    'fauxqs memory': await start(startFauxqsProcess()),
    echo: await start(startEchoProcess()),
    'engine disk': await start(startEngineProcess(join(directory, 'engine'))),
    'fauxqs disk': await start(startFauxqsProcess(join(directory, 'fauxqs'))),
  };
  return await measureRivals(rivals, plan.rivals);
}

function writeReport(plan: Plan, longQueue: LongQueueResult, rounds: Rounds, disk: DiskResult): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `# The engine's speed

Made by \`${plan.command}\` with Node ${process.versions.node} on ${processors.length} cores (${model}, ${process.platform}).

Client and server are two processes on this machine. The client keeps 50 connections, as the AWS SDK does at most, with one request
under way on each, made before the clock starts; it reads no more of an answer than where it ends, and never sleeps, so that the server
sets the pace. All compared servers take turns within each round; figures are medians of ${plan.rivals.rounds} rounds after ${WARM_UPS} that are not counted, and
bodies are 1,000 bytes. A ratio of speeds is that of the rates where both servers used at least 0.95 of a processor; otherwise
the machine had other work, and the ratio of the processor times decides.

## What must hold

${requirementTable(checkRequirements(longQueue, rounds))}

${longQueueSection(longQueue)}

${memorySection(longQueue)}

${besideEchoSection(rounds)}

${besideFauxqsSection(rounds, readFauxqsVersion())}

${diskSection(disk)}
`;
}

function readFauxqsVersion(): string {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies['fauxqs'] ?? '';
}
