import { setTimeout as pass } from 'node:timers/promises';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { hasEnded } from '#lib/redrive/jobs/job-record';
import { controlJob, type JobControl } from '#lib/redrive/jobs/control-job';
import { requireJob } from '#lib/redrive/jobs/read-job';
import type { RedriveJob } from '#lib/redrive/types';
import { createRandom } from '#test/factories/random';
import { idleContext } from '#test/factories/redrives/run';
import type { Evidence, Violation } from './judge/evidence.ts';
import { countDoubles, judge } from './judge/judge.ts';
import type { Mover, MoverPool } from './mover/pool.ts';
import { nameOf } from './plan/kill-points.ts';
import type { RoundPlan } from './plan/plan.ts';
import type { FaultKind } from './proxy/faults.ts';
import { startChaosProxy, type Decision, type Passing } from './proxy/proxy.ts';
import { createPlannedJob, keepSnapshot, readJob, runFollowUp } from './world/jobs.ts';
import { drain, readSnapshot, untilNoneIsHidden } from './world/read-world.ts';
import { setStage } from './world/stage.ts';

/** What a round needs that others share. */
export interface Place {
  /** Past any fault. */
  ctx: Context;
  sqs: SQSClient;
  /** The engine's address. */
  endpoint: string;
  movers: MoverPool;
}

export interface RoundReport {
  /** Kills that happened, by point, in their order. */
  kills: string[];
  faults: Readonly<Partial<Record<FaultKind, number>>>;
  messages: number;
  moved: number;
  /** Messages that may exist twice as the jobs say, and those that do. */
  doublesListed: number;
  doubles: number;
  /** How the first job ended. */
  status: string;
  violations: Violation[];
  /** As they ended. */
  jobs: RedriveJob[];
}

/** Sets a stage, runs the job of the plan with everything going wrong that the plan says, and compares the world with what the job says. */
export async function runRound(place: Place, plan: RoundPlan): Promise<RoundReport> {
  const { ctx, sqs } = place;
  const stage = await setStage(ctx, sqs, plan);
  const file = plan.action === 'restore' ? await keepSnapshot(ctx, stage) : null;
  const planned = await createPlannedJob(ctx, plan, stage, file);
  const { kills, faults, broken } = await runToItsEnd(place, plan, planned.id);
  const { isFifo } = plan;
  const jobs = [await readJob(ctx, planned, { isFifo, isLater: false })];
  if (plan.followUp && plan.action === 'redrive') {
    // A later job rightly leaves alone what somebody hides, and a mover that was killed does for a while.
    await untilNoneIsHidden(sqs, stage.deadLetters);
    const later = await runFollowUp(ctx, stage, plan.followUp.resend);
    jobs.push(await readJob(ctx, later, { isFifo, isLater: true }));
  }
  const evidence: Evidence = {
    originals: stage.originals,
    sourceIsFile: file !== null,
    target: plan.action === 'delete' ? 'snapshot' : isFifo ? 'fifo' : 'standard',
    mayResend: plan.followUp?.resend ?? false,
    left: await drain(sqs, stage.deadLetters),
    copies:
      plan.action === 'delete'
        ? await readSnapshot(ctx, planned.id)
        : await drain(sqs, stage.target ?? stage.origin),
    jobs,
  };
  await stage.close();
  return {
    kills,
    faults,
    messages: stage.originals.length,
    moved: jobs.reduce((sum, { moved }) => sum + moved.length, 0),
    doublesListed: new Set(jobs.flatMap(({ doubtful }) => doubtful.map(({ messageId }) => messageId))).size,
    doubles: countDoubles(evidence),
    status: jobs[0]?.job.status ?? '',
    violations: [...broken, ...judge(evidence)],
    jobs: jobs.map(({ job }) => job),
  };
}

/** A job that has not ended by then never will. */
const MOST_RUNS = 80;

async function runToItsEnd(place: Place, plan: RoundPlan, jobId: string) {
  const { ctx, movers } = place;
  const fate = createFate(plan, (control) => void ask(ctx, jobId, control));
  const proxy = await startChaosProxy(place.endpoint, createRandom(plan.seed), fate.decide);
  const broken: Violation[] = [];
  try {
    for (let run = 1; ; run += 1) {
      const { status, leaseUntilMs } = await requireJob(ctx, jobId);
      if (hasEnded({ status })) break;
      if (run > MOST_RUNS) {
        broken.push({ rule: 'job', detail: `still ${status} after ${MOST_RUNS} runs`, keys: [] });
        break;
      }
      if (status === 'paused') await ask(ctx, jobId, 'resume');
      await pass(Math.max(0, leaseUntilMs - ctx.clock.nowMs() + 1));
      const mover = await movers.start({ endpoint: proxy.endpoint, jobId, options: plan.options });
      fate.isOf(mover);
      const end = await mover.ended;
      if (end.kind === 'broken')
        broken.push({ rule: 'job', detail: `the mover broke: ${end.error}`, keys: [] });
    }
  } finally {
    await proxy.close();
  }
  return { kills: fate.kills, faults: proxy.faults, broken };
}

/** Kills that wait for their moment at once: not every moment comes in every run. */
const ARMED = 3;

/** What happens to each request of the movers of one job. */
function createFate(plan: RoundPlan, control: (control: JobControl) => void) {
  const random = createRandom(plan.seed + 1);
  const waiting = plan.kills.map((kill) => ({ ...kill, hits: 0 }));
  const controls = [...plan.controls];
  const kills: string[] = [];
  let mover: Mover | undefined;
  let isDead = false;

  const kill = (steps: Passing['steps']): Decision['kill'] => {
    // What is under way beside the request that kills still arrives.
    if (isDead) return null;
    const armed = waiting.slice(0, ARMED).filter(({ step }) => step === 'any' || steps.has(step));
    for (const kill of armed) kill.hits += 1;
    const next = armed.find(({ hits, nth }) => hits >= nth);
    if (!next) return null;
    isDead = true;
    waiting.splice(waiting.indexOf(next), 1);
    return {
      phase: next.phase,
      run() {
        mover?.kill();
        kills.push(nameOf(next));
      },
    };
  };

  return {
    kills,
    isOf(next: Mover) {
      mover = next;
      for (const kill of waiting) kill.hits = 0;
      isDead = false;
    },
    decide({ number, steps }: Passing): Decision {
      while (controls[0] && controls[0].atRequest <= number)
        control((controls.shift() as { control: JobControl }).control);
      const fault = random.next() < plan.faultRate ? random.pick(plan.faultKinds) : null;
      return { fault, kill: kill(steps) };
    },
  };
}

/** A job that has ended meanwhile refuses, and that is right. */
async function ask(ctx: Context, id: string, control: JobControl): Promise<void> {
  try {
    await controlJob({ ctx: idleContext(ctx), input: { id, control } });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'job-not-controllable') throw error;
  }
}
