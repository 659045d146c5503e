import type { Context } from '#lib/context';
import { createPatientReads } from '#lib/flow/patient-reads';
import { listFunctions } from '#lib/lambda/listing/list-functions';
import type { FunctionTimeouts } from './function-timeouts.ts';

const TIMEOUTS_TTL_MS = 60_000;
const PATIENCE_MS = 1000;

/**
 * Timeouts of all functions of the account and region, for the list of all queues: one listing, however many queues there are. Read
 * at most once a minute for all viewers, and not waited for longer than a second. Empty when it is refused or not there yet; versions
 * and aliases are not in it.
 */
export async function listTimeouts({ ctx }: { ctx: Context }): Promise<FunctionTimeouts> {
  const reads = ctx.shared.of('all-function-timeouts', () =>
    createPatientReads<FunctionTimeouts>({
      clock: ctx.clock,
      ttlMs: TIMEOUTS_TTL_MS,
      patienceMs: PATIENCE_MS,
    }),
  );
  const { value } = await reads.read('all', () => readTimeouts(ctx));
  return value ?? new Map();
}

async function readTimeouts(ctx: Context): Promise<FunctionTimeouts> {
  const functions = await listFunctions({ ctx });
  return new Map(
    functions.flatMap(({ FunctionName, Timeout }) =>
      FunctionName && Timeout !== undefined ? [[FunctionName, Timeout] as const] : [],
    ),
  );
}
