import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineProcess, startEngineProcess } from '#test/factories/engine/engine-process';
import { createRandom } from '#test/factories/random';
import { ATTACK_KINDS, type AttackKind, createAttack } from './attacks.ts';
import { startBystander } from './bystander.ts';
import { judge, shorten } from './judge.ts';
import { play } from './play.ts';

const ATTACKERS = 8;
/** A bystander's round of three calls may take this long on a machine that is busy with attacks. */
const SLOWEST_ROUND_MS = 5_000;
/** More would be a leak: nothing an attack sends is as large, and queues hold little of it. */
const MOST_MEMORY_BYTES = 1_500 * 1024 * 1024;

export interface FuzzReport {
  attacks: Record<AttackKind, number>;
  /** Answers by status. */
  statuses: Record<number, number>;
  bystanderRounds: number;
  slowestRoundMs: number;
  /** Resident memory of the engine at the end; undefined where the system does not tell. */
  memoryBytes: number | undefined;
  violations: string[];
}

/**
 * Attacks an engine process from eight sides until `lastsMs` have passed, one kind of attack after another, while a bystander
 * works. Attack number n of a seed is always the same; their interleaving is not.
 */
export async function fuzz(options: { lastsMs: number; seed: number }): Promise<FuzzReport> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'redrive-fuzz-'));
  const engine = await startEngineProcess(dataDirectory);
  const report: FuzzReport = {
    attacks: Object.fromEntries(ATTACK_KINDS.map((kind) => [kind, 0])) as Record<AttackKind, number>,
    statuses: {},
    bystanderRounds: 0,
    slowestRoundMs: 0,
    memoryBytes: undefined,
    violations: [],
  };
  try {
    const bystander = await startBystander(engine.url);
    await attack(engine, report, options);
    await bystander.stop();
    report.bystanderRounds = bystander.rounds;
    report.slowestRoundMs = Math.round(bystander.slowestMs);
    report.violations.push(...bystander.violations);
    checkEngine(engine, report);
    return report;
  } finally {
    await engine.kill();
    rmSync(dataDirectory, { recursive: true });
  }
}

async function attack(
  engine: EngineProcess,
  report: FuzzReport,
  { lastsMs, seed }: { lastsMs: number; seed: number },
): Promise<void> {
  const port = Number(new URL(engine.url).port);
  const endsAtMs = performance.now() + lastsMs;
  let next = 0;
  const attacker = async (): Promise<void> => {
    while (performance.now() < endsAtMs && report.violations.length === 0 && engine.isAlive) {
      const number = next++;
      const kind = ATTACK_KINDS[number % ATTACK_KINDS.length] ?? 'api call';
      const made = createAttack(kind, createRandom(seed * 1_000_003 + number));
      const { statuses, violations } = judge(made, await play(made, port));
      report.attacks[kind] += 1;
      for (const status of statuses) report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      const [violation] = violations;
      if (violation === undefined) continue;
      const bytes = shorten(Buffer.concat(made.pieces));
      report.violations.push(`${kind}, attack ${number} of seed ${seed}: ${violation} after ${bytes}`);
    }
  };
  await Promise.all(Array.from({ length: ATTACKERS }, attacker));
}

function checkEngine(engine: EngineProcess, report: FuzzReport): void {
  if (!engine.isAlive) report.violations.push(`the engine died: ${engine.output}`);
  const complaint = engine.output.split('\n').find((line) => /error|warning|unhandled/i.test(line));
  if (complaint !== undefined) report.violations.push(`the engine complained: ${complaint}`);
  if (report.slowestRoundMs > SLOWEST_ROUND_MS) {
    report.violations.push(`the bystander waited ${report.slowestRoundMs} ms`);
  }
  report.memoryBytes = residentBytes(engine.pid);
  if ((report.memoryBytes ?? 0) > MOST_MEMORY_BYTES) {
    report.violations.push(`the engine has ${report.memoryBytes} bytes in memory`);
  }
}

/** Linux alone has this file. */
function residentBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
