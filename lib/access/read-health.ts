import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { customEndpoint, endpointOf } from '#lib/aws/endpoint';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createSharedReads } from '#lib/flow/shared-reads';
import type { Health } from './types.ts';

const HEALTH_TTL_MS = 5000;

/**
 * Whether AWS answers, and where it was asked; read at most every five seconds for all viewers. An answer that refuses
 * (no permission, throttled) is an answer: the status is `ok` and `message` says what was refused.
 */
export function readHealth({ ctx }: { ctx: Context }): Promise<Health> {
  const reads = ctx.shared.of('health', () =>
    createSharedReads<Health>({ clock: ctx.clock, ttlMs: HEALTH_TTL_MS }),
  );
  return reads.read('all', () => askAws(ctx));
}

async function askAws(ctx: Context): Promise<Health> {
  const where = {
    mode: customEndpoint('sqs', process.env) === null ? ('aws' as const) : ('local' as const),
    region: await ctx.aws.sqs.config.region(),
    endpoint: endpointOf('sqs', process.env),
  };
  try {
    await callAws({ action: 'sqs:ListQueues' }, () =>
      ctx.aws.sqs.send(new ListQueuesCommand({ MaxResults: 1 })),
    );
    return { status: 'ok', ...where, message: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = error.code === 'unreachable' ? 'unreachable' : 'ok';
    return { status, ...where, message: error.message };
  }
}
