import { SQSClient } from '@aws-sdk/client-sqs';
import { startEngine } from '#engine/engine';
import { createContext } from '#lib/context';
import type { RedriveJob } from '#lib/redrive/types';
import { useEndpoint } from '#test/factories/desk';
import { createStateTable } from '#test/factories/state-table';
import type { Violation } from './judge/evidence.ts';
import { createMoverPool } from './mover/pool.ts';
import { createPlan, type RoundPlan } from './plan/plan.ts';
import { type RoundReport, runRound } from './round.ts';

export interface ChaosReport {
  rounds: number;
  kills: number;
  faults: number;
  killsByPoint: Record<string, number>;
  faultsByKind: Record<string, number>;
  /** How the jobs ended. */
  ends: Record<string, number>;
  messages: number;
  moved: number;
  doublesListed: number;
  doubles: number;
  /** Rounds in which something was that must never be. */
  broken: { plan: RoundPlan; violations: Violation[]; jobs: RedriveJob[] }[];
}

/** Rounds that wait for leases and timeouts leave the processor to others. */
const ROUNDS_AT_ONCE = 5;

/**
 * Rounds of a job whose mover is killed and whose requests fail, on an engine of their own; stops starting more when `isEnough`, or when
 * a round was broken.
 */
export async function runChaosRounds({
  plans,
  atOnce = ROUNDS_AT_ONCE,
  isEnough = () => false,
  say = () => {},
}: {
  plans: Iterable<RoundPlan>;
  atOnce?: number;
  isEnough?: (report: ChaosReport) => boolean;
  say?: (line: string) => void;
}): Promise<ChaosReport> {
  const report = emptyReport();
  const engine = await startEngine({ port: 0 });
  await createStateTable(engine.endpoint);
  useEndpoint(engine.endpoint);
  const sqs = new SQSClient({ endpoint: engine.endpoint });
  const movers = await createMoverPool(Math.min(atOnce, 3));
  const place = { ctx: createContext(), sqs, endpoint: engine.endpoint, movers };
  const left = plans[Symbol.iterator]();
  const worker = async () => {
    while (report.broken.length === 0 && !isEnough(report)) {
      const { value: plan, done } = left.next();
      if (done) return;
      const round = await runRound(place, plan);
      add(report, plan, round);
      say(`seed ${plan.seed}, ${describePlan(plan)}: ${describeRound(round)}`);
      for (const line of describeBroken(plan, round)) say(line);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
    return report;
  } finally {
    movers.close();
    sqs.destroy();
    await engine.close();
  }
}

/** Plans of the seeds from `first` on. */
export function* plansFrom(first: number, count: number): Generator<RoundPlan, void> {
  for (let seed = first; seed < first + count; seed += 1) yield createPlan(seed);
}

function emptyReport(): ChaosReport {
  return {
    rounds: 0,
    kills: 0,
    faults: 0,
    killsByPoint: {},
    faultsByKind: {},
    ends: {},
    messages: 0,
    moved: 0,
    doublesListed: 0,
    doubles: 0,
    broken: [],
  };
}

function add(report: ChaosReport, plan: RoundPlan, round: RoundReport): void {
  report.rounds += 1;
  report.kills += round.kills.length;
  for (const point of round.kills) count(report.killsByPoint, point, 1);
  for (const [kind, times] of Object.entries(round.faults)) {
    report.faults += times;
    count(report.faultsByKind, kind, times);
  }
  count(report.ends, round.status, 1);
  report.messages += round.messages;
  report.moved += round.moved;
  report.doublesListed += round.doublesListed;
  report.doubles += round.doubles;
  const { violations, jobs } = round;
  if (violations.length > 0) report.broken.push({ plan, violations, jobs });
}

function count(counts: Record<string, number>, name: string, times: number): void {
  counts[name] = (counts[name] ?? 0) + times;
}

/** Violations of a round that are printed: one defect often breaks the same rule for many messages. */
const SHOWN = 20;

/** What it takes to understand a round that was broken; nothing for one that was not. */
function describeBroken(plan: RoundPlan, { violations, jobs }: RoundReport): string[] {
  if (violations.length === 0) return [];
  const { messages, ...shown } = plan;
  return [
    `BROKEN, ${messages.length} messages: ${JSON.stringify(shown)}`,
    ...jobs.map((job) => JSON.stringify({ ...job, selection: Object.keys(job.selection) })),
    ...violations.slice(0, SHOWN).map(({ rule, detail }) => `VIOLATION ${rule}: ${detail}`),
    ...(violations.length > SHOWN ? [`and ${violations.length - SHOWN} more`] : []),
  ];
}

function describePlan({
  isFifo,
  action,
  selection,
  edit,
  ratePerSecond,
  stages,
  ...plan
}: RoundPlan): string {
  return [
    isFifo ? 'FIFO' : 'standard',
    action,
    selection,
    edit && 'edited',
    stages && 'canary',
    ratePerSecond !== null && `${ratePerSecond}/s`,
    `${plan.faultRate * 100} % faults`,
  ]
    .filter((part) => typeof part === 'string')
    .join(' ');
}

function describeRound({
  kills,
  faults,
  messages,
  moved,
  doublesListed,
  doubles,
  status,
  violations,
}: RoundReport): string {
  const happened = Object.values(faults).reduce((sum, times) => sum + times, 0);
  return (
    `${status}, ${kills.length} kills, ${happened} faults, ${moved} of ${messages} moved, ${doubles} doubled of ${doublesListed} listed, ` +
    `${violations.length} violations`
  );
}
