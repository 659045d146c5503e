import { ListFunctionsCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import { untilNotThrottled } from '#lib/aws/until-not-throttled';
import type { Context } from '#lib/context';
import { createSharedReads } from '#lib/flow/shared-reads';

const FUNCTIONS_TTL_MS = 60_000;

/**
 * Every function of the account and region as it is now, without published versions; at most one listing a minute for all viewers and
 * for all that is read of functions.
 * @throws DomainError `access-denied`, naming lambda:ListFunctions
 */
export function listFunctions({ ctx }: { ctx: Context }): Promise<readonly FunctionConfiguration[]> {
  const reads = ctx.shared.of('functions', () =>
    createSharedReads<readonly FunctionConfiguration[]>({ clock: ctx.clock, ttlMs: FUNCTIONS_TTL_MS }),
  );
  return reads.read('all', () => readFunctions(ctx));
}

function readFunctions(ctx: Context): Promise<FunctionConfiguration[]> {
  return readAllPages(async (Marker) => {
    const page = await untilNotThrottled(ctx, () =>
      callAws({ action: 'lambda:ListFunctions' }, () =>
        ctx.aws.lambda.send(new ListFunctionsCommand({ Marker, MaxItems: 50 })),
      ),
    );
    return { items: page.Functions ?? [], next: page.NextMarker };
  });
}
