import type { StageFailure } from '../canary/judge-stage.ts';
import { watchStage } from '../canary/watch-stage.ts';
import type { JobStage } from '../types.ts';
import type { Remains } from './finish-book.ts';
import { movePass, type PassEnd } from './pass/move-pass.ts';
import { progressOf } from './keep-saving.ts';
import { stopRun, type Run } from './run.ts';
import { waitForHidden } from './wait-for-hidden.ts';

/** Before messages are taken up again that could not be sent in time. */
const AGAIN_AFTER_MS = 1000;

/** What moving came to. `stopped-by-canary` has a reason; `interrupted`: see `run.stop`. */
export type StagesEnd =
  | { kind: 'moved-all'; remains: Remains }
  | { kind: 'stopped-by-canary'; reason: string }
  | { kind: 'interrupted' };

/** Moves stage after stage, and after each canary stage waits for what becomes of its messages. */
export async function moveStages(run: Run): Promise<StagesEnd> {
  const { stages } = run.job.progress;
  let isExhausted = false;
  let isPartial = false;
  for (const [index, stage] of stages.entries()) {
    // The rest is looked through again: what could not be looked at is known only to a run that has tried.
    if (stage.status === 'passed' && stage.size !== null) continue;
    const before = run.book.counts();
    if (stage.status !== 'watching' && !isExhausted) {
      const end = await moveStage(run, stage, index);
      if (end === 'stopped') return { kind: 'interrupted' };
      isExhausted = end !== 'limit';
      isPartial ||= end === 'held';
    }
    if (stage.size !== null && (stage.moved > 0 || failedSince(run, before) > 0)) {
      const end = await watch(run, stage, index, failedSince(run, before));
      if (end) return end;
    }
    finishStage(run, stage, 'passed');
  }
  return { kind: 'moved-all', remains: { ...(await run.source.count()), isPartial } };
}

/** Moves until the stage is full or nothing is left that could fill it. */
async function moveStage(run: Run, stage: JobStage, index: number): Promise<PassEnd> {
  run.ledger.setStage(index);
  stage.status = 'moving';
  stage.startedAtMs ??= run.ctx.clock.nowMs();
  let left = (stage.size ?? Infinity) - stage.moved;
  for (;;) {
    const { end, taken } = await movePass(run, left);
    await run.book.idle();
    progressOf(run);
    left -= taken;
    if (end === 'limit' || left <= 0) return 'limit';
    if (end === 'again') await run.ctx.clock.wait(AGAIN_AFTER_MS, run.stopping.signal);
    else if (end !== 'exhausted' || !(await waitForHidden(run))) return run.stop ? 'stopped' : end;
  }
}

function failedSince({ book }: Run, before: { failed: number }): number {
  return book.counts().failed - before.failed;
}

async function watch(run: Run, stage: JobStage, index: number, failed: number): Promise<StagesEnd | null> {
  stage.status = 'watching';
  const failures: StageFailure[] = Array.from({ length: failed }, () => ({
    message: 'It could not be moved; the list of failed messages says why.',
  }));
  const end = await watchStage(run, stage, index, failures);
  if (end.kind === 'go-on') return null;
  if (end.kind === 'interrupted') return end;
  if (end.kind === 'stop') {
    finishStage(run, stage, 'stopped');
    return { kind: 'stopped-by-canary', reason: end.reason };
  }
  // Undecided: whoever resumes the job has decided.
  finishStage(run, stage, 'passed');
  stopRun(run, { kind: 'halt', reason: end.reason });
  return { kind: 'interrupted' };
}

function finishStage({ ctx, job }: Run, stage: JobStage, status: 'passed' | 'stopped'): void {
  stage.status = status;
  stage.endedAtMs = ctx.clock.nowMs();
  job.progress.watchingSinceMs = null;
}
