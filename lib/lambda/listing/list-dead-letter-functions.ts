import { ListFunctionEventInvokeConfigsCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import { untilNotThrottled } from '#lib/aws/until-not-throttled';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import { createPatientReads, type PatientReads } from '#lib/flow/patient-reads';
import { functionNameOfArn } from './function-name.ts';
import { listFunctions } from './list-functions.ts';

/** Destinations take a request for each function: what is read is kept long enough for one request in two seconds on the average. */
const TTL_MS_PER_FUNCTION = 2000;
const MIN_TTL_MS = 15_000;
const MAX_TTL_MS = 10 * 60_000;
const REFUSED_TTL_MS = 60_000;
const PATIENCE_MS = 1000;
/** Far below the 15 requests a second that Lambda's control plane allows. */
const CONCURRENT_READS = 2;

/** Functions by the ARN of the queue that gets what they could not be run with, sorted. */
export type FunctionsByQueue = ReadonlyMap<string, readonly string[]>;

export interface DeadLetterFunctions {
  /** Null while they are not known yet: ask again. */
  byQueue: FunctionsByQueue | null;
  /** What Lambda refused; `byQueue` then tells what is known without it. */
  error: DomainError | null;
}

/**
 * The functions that have a queue as their dead-letter queue or as their failure destination: one listing and one request for each
 * function, kept for all viewers from fifteen seconds to ten minutes by their number, and not waited for longer than a second. Those of versions and aliases are
 * named with their qualifier where they are destinations; the dead-letter queues of published versions are not looked for.
 */
export async function listDeadLetterFunctions({ ctx }: { ctx: Context }): Promise<DeadLetterFunctions> {
  const { value, error } = await sharedReads(ctx).read('all', () => readAll(ctx));
  return value ?? { byQueue: error && new Map(), error };
}

type KnownFunctions = DeadLetterFunctions & { byQueue: FunctionsByQueue; functionCount: number };

function sharedReads(ctx: Context): PatientReads<KnownFunctions> {
  return ctx.shared.of('dead-letter-functions', () =>
    createPatientReads<KnownFunctions>({
      clock: ctx.clock,
      ttlMs: ({ value }) => (value && !value.error ? ttlOf(value.functionCount) : REFUSED_TTL_MS),
      patienceMs: PATIENCE_MS,
    }),
  );
}

function ttlOf(functionCount: number): number {
  return Math.min(Math.max(functionCount * TTL_MS_PER_FUNCTION, MIN_TTL_MS), MAX_TTL_MS);
}

async function readAll(ctx: Context): Promise<KnownFunctions> {
  const functions = await listFunctions({ ctx });
  let error: DomainError | null = null;
  const byDestination = await mapConcurrently(functions, CONCURRENT_READS, async ({ FunctionName = '' }) => {
    // One refusal stands for all: the next ones would be refused too.
    if (error) return [];
    try {
      return await readFailureDestinations(ctx, FunctionName);
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      if (!isGone(refusal)) error = refusal;
      return [];
    }
  });
  const pairs = [...functions.flatMap(toDeadLetterPair), ...byDestination.flat()];
  return { byQueue: groupByQueue(pairs), error, functionCount: functions.length };
}

interface Pair {
  functionName: string;
  targetArn: string;
}

function toDeadLetterPair({ FunctionName, DeadLetterConfig }: FunctionConfiguration): Pair[] {
  const targetArn = DeadLetterConfig?.TargetArn;
  return FunctionName && targetArn ? [{ functionName: FunctionName, targetArn }] : [];
}

async function readFailureDestinations(ctx: Context, FunctionName: string): Promise<Pair[]> {
  const configs = await readAllPages(async (Marker) => {
    const page = await untilNotThrottled(ctx, () =>
      callAws({ action: 'lambda:ListFunctionEventInvokeConfigs' }, () =>
        ctx.aws.lambda.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName, Marker })),
      ),
    );
    return { items: page.FunctionEventInvokeConfigs ?? [], next: page.NextMarker };
  });
  return configs.flatMap(({ FunctionArn, DestinationConfig }) => {
    const targetArn = DestinationConfig?.OnFailure?.Destination;
    return targetArn ? [{ functionName: functionNameOfArn(FunctionArn ?? FunctionName), targetArn }] : [];
  });
}

/** Deleted since it was listed. */
function isGone({ cause }: DomainError): boolean {
  return cause instanceof Error && cause.name === 'ResourceNotFoundException';
}

function groupByQueue(pairs: readonly Pair[]): FunctionsByQueue {
  const groups = Map.groupBy(pairs, ({ targetArn }) => targetArn);
  return new Map(
    [...groups].map(([targetArn, found]) => [
      targetArn,
      [...new Set(found.map(({ functionName }) => functionName))].toSorted(),
    ]),
  );
}
