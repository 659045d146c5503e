import type { Context } from '#lib/context';
import { runJob } from '#lib/redrive/mover/run-job';
import type { RunOptions } from '#lib/redrive/mover/run';
import { showJob } from '#lib/redrive/jobs/show-job';
import { startRedrive } from '#lib/redrive/start-redrive';
import type { RedriveJob, RedriveRequest } from '#lib/redrive/types';

/** So that a test waits for nothing it can do without. */
export const QUICK: Partial<RunOptions> = {
  holdSeconds: 4,
  minHoldMs: 500,
  saveEveryMs: 50,
  watchEveryMs: 50,
};

/** A context whose jobs do not run by themselves: whoever makes one runs it, as often and as long as it likes. */
export function idleContext(ctx: Context): Context {
  const shared: Context['shared'] = {
    of: (name, create) =>
      name === 'running-jobs' ? (NOBODY_RUNS as ReturnType<typeof create>) : ctx.shared.of(name, create),
  };
  return { ...ctx, shared };
}

/** Says of every job that it runs already. */
const NOBODY_RUNS = { get: () => ({ askedAgain: false }), set() {}, delete() {} };

/** The job of a request, planned and not run. */
export async function createRedrive(ctx: Context, request: RedriveRequest): Promise<RedriveJob> {
  const result = await startRedrive({ ctx: idleContext(ctx), input: { request, by: 'test' } });
  if (result.kind !== 'job') throw new TypeError(`a ${result.kind}, not a job`);
  return result.job;
}

/** Makes a job and runs it to its end. */
export async function redrive(
  ctx: Context,
  request: RedriveRequest,
  options: Partial<RunOptions> = {},
): Promise<RedriveJob> {
  const { id } = await createRedrive(ctx, request);
  await runJob({ ctx, input: { jobId: id, options: { ...QUICK, ...options } } });
  return showJob({ ctx, input: { id } });
}
