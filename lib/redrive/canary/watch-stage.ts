import { readLatestAttempts } from '#lib/attempts/read/latest-attempts';
import { isFinal } from '../outcome/judge-outcome.ts';
import { createMemory, lookUpCopies, type JudgedEntry } from '../outcome/look-up-copies.ts';
import { readStageCopies } from '../outcome/stage-copies.ts';
import type { Run } from '../mover/run.ts';
import type { JobStage } from '../types.ts';
import { countOutcomes, judgeStage, type StageFailure } from './judge-stage.ts';

export type WatchEnd =
  | { kind: 'go-on' }
  | { kind: 'stop'; reason: string }
  /** The run is asked to end. */
  | { kind: 'interrupted' }
  /** The outcomes are still not known. */
  | { kind: 'undecided'; reason: string };

/** Waits until it is known what became of the messages of a stage, and keeps `stage.outcome` up to date meanwhile. */
export async function watchStage(
  run: Run,
  stage: JobStage,
  index: number,
  failures: readonly StageFailure[],
): Promise<WatchEnd> {
  const { ctx, job, options } = run;
  const maxFailureRatio = job.spec.canary?.maxFailureRatio ?? 0;
  const copies = await readStageCopies(ctx, job.id, index);
  const before = await readLatestAttempts({
    ctx,
    input: { messageIds: copies.map(({ messageId }) => messageId) },
  });
  const causesBefore = new Map(
    [...before].flatMap(([id, { error }]) => (error ? [[id, error.fingerprint] as const] : [])),
  );
  const memory = createMemory();
  const ended: JudgedEntry[] = [];
  let open = copies;
  const sinceMs = (job.progress.watchingSinceMs ??= ctx.clock.nowMs());
  const untilMs = sinceMs + options.watchForMs;
  for (;;) {
    if (run.stop) return { kind: 'interrupted' };
    const looked = await lookUpCopies(ctx, open, memory);
    ended.push(...looked.filter(({ outcome }) => isFinal(outcome)));
    const undecided = looked.filter(({ outcome }) => !isFinal(outcome));
    open = undecided.map(({ entry }) => entry);
    const judged = [...ended, ...undecided];
    stage.outcome = countOutcomes(judged);
    const verdict = judgeStage({ copies: judged, failures, causesBefore, maxFailureRatio });
    if (verdict.kind !== 'wait') return verdict;
    if (stage.outcome.pending === 0 || ctx.clock.nowMs() >= untilMs) {
      return { kind: 'undecided', reason: explain(stage) };
    }
    await ctx.clock.wait(options.watchEveryMs, run.stopping.signal);
  }
}

function explain({ outcome, moved }: JobStage): string {
  const open = outcome.pending + outcome.unknown;
  return (
    `What became of ${open} of the ${moved} messages of this stage is not known: their consumer has recorded nothing ` +
    'of them. Check that it runs and is instrumented, then resume to go on without knowing, or cancel.'
  );
}
