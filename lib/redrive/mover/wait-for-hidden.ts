import type { Run } from './run.ts';

const POLL_MS = 1000;
/** After a hold has ended, for SQS to say so. */
const MARGIN_MS = 5000;

/**
 * Waits for messages that are hidden and that nobody of this run holds: left by a run that died, or by an answer that was lost. Returns
 * true when they have come back, or when a hold of ours must have ended: another look is worthwhile then. False at once when there is no reason
 * to expect any, and when the run stops.
 */
export async function waitForHidden(run: Run): Promise<boolean> {
  const { ctx, options, source, stopping } = run;
  if (!run.hasLostSight || run.selector.missing()?.size === 0) return false;
  const untilMs = ctx.clock.nowMs() + options.holdSeconds * 1000 + MARGIN_MS;
  const pollMs = Math.min(POLL_MS, options.holdSeconds * 250);
  while (!run.stop && ctx.clock.nowMs() < untilMs) {
    const { held } = await source.count();
    // They may have come back since the last receive.
    if (held === 0) break;
    await ctx.clock.wait(pollMs, stopping.signal);
  }
  // What is hidden now is in the hands of somebody else.
  run.hasLostSight = false;
  return !run.stop;
}
