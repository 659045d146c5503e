import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import type { DomainError } from '#lib/errors';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import { createPatientReads } from '#lib/flow/patient-reads';

/** A function's timeout changes with a deployment at most. */
const TIMEOUTS_TTL_MS = 60_000;
const PATIENCE_MS = 1000;
/** Below what Lambda's control plane allows in a second. */
const CONCURRENT_READS = 4;

/** Timeouts in seconds by the name of the function, with its version or alias where the consumer has one. */
export type FunctionTimeouts = ReadonlyMap<string, number>;

/**
 * Timeouts of the named functions, for the page of one queue; each read at most once a minute for all viewers, and not waited for
 * longer than a second. A function that is not in the answer is not known; `error` says why when Lambda refused
 * (`access-denied` names lambda:GetFunctionConfiguration).
 */
export async function readFunctionTimeouts({
  ctx,
  input,
}: {
  ctx: Context;
  input: { functionNames: readonly string[] };
}): Promise<{ timeouts: FunctionTimeouts; error: DomainError | null }> {
  const reads = ctx.shared.of('function-timeouts', () =>
    createPatientReads<number | null>({
      clock: ctx.clock,
      ttlMs: TIMEOUTS_TTL_MS,
      patienceMs: PATIENCE_MS,
    }),
  );
  const names = [...new Set(input.functionNames)];
  const outcomes = await mapConcurrently(names, CONCURRENT_READS, (name) =>
    reads.read(name, () => readTimeout(ctx, name)),
  );
  const timeouts = new Map<string, number>();
  for (const [index, { value }] of outcomes.entries()) {
    if (value !== null) timeouts.set(names[index] ?? '', value);
  }
  return { timeouts, error: outcomes.find(({ error }) => error !== null)?.error ?? null };
}

/** `processor:live` is a name with a qualifier, which Lambda takes as it is. */
async function readTimeout(ctx: Context, FunctionName: string): Promise<number | null> {
  const { Timeout } = await callAws({ action: 'lambda:GetFunctionConfiguration' }, () =>
    ctx.aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
  );
  return Timeout ?? null;
}
