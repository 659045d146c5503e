import { readSimulation } from './simulation.ts';

/** `fail-on-fail`: a body with "fail" in it fails. `accept-all`: the deployed fix, everything succeeds. */
export type ProcessingRule = 'fail-on-fail' | 'accept-all';

export interface ProcessingContext {
  rule: ProcessingRule;
  wait(ms: number): Promise<void>;
  /** Ends the process at once. */
  crash(): void;
}

/** A message that the rule refuses. */
class ProcessingFailed extends Error {
  override readonly name = 'ProcessingFailed';
}

/**
 * Processes one message, or throws the reason why it failed.
 * A JSON body with `simulate` does what it says there; any other body fails when it contains "fail", in any case.
 */
export async function processMessage({
  ctx,
  input,
}: {
  ctx: ProcessingContext;
  input: { body: string; attempt: number };
}): Promise<void> {
  if (ctx.rule === 'accept-all') return;
  const simulation = readSimulation(input.body);
  if (!simulation) {
    if (/fail/i.test(input.body)) throw new ProcessingFailed('The body contains "fail".');
    return;
  }
  if (input.attempt > (simulation.times ?? Infinity)) return;
  if (simulation.delayMs) await ctx.wait(simulation.delayMs);
  if (simulation.crash) ctx.crash();
  if (simulation.error) {
    throw namedError(simulation.error, simulation.message ?? `Simulated on attempt ${input.attempt}.`);
  }
}

/** Anything but `accept-all` is the standard rule: a mistyped fix must not silently accept what fails. */
export function parseProcessingRule(value: string | undefined): ProcessingRule {
  return value === 'accept-all' ? 'accept-all' : 'fail-on-fail';
}

function namedError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
