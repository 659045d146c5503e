import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { recordDeed } from '../audit/record-deed.ts';
import { recordRefusal } from '../audit/record-refusal.ts';
import { createTokenBuckets } from '../limits/token-bucket.ts';
import { requireRight } from '../rights.ts';
import { changesSomething, ruleOf, type RouteKey } from '../routes/routes.ts';
import type { Person } from '../types.ts';
import { toFacts } from './facts.ts';
import type { ServedAccess } from './identify.ts';
import type { Visit } from './visit.ts';

/** Of a minute's mutations, so many may come at once. */
const BURST_SHARE = 1 / 3;

/**
 * Does what an admitted request asks for. A deed is limited in its rate, needs the right of its own, and is recorded before and after;
 * everything else is just done.
 * @throws DomainError `rate-limited`, `not-permitted`, `audit-unavailable`; what `act` throws
 */
export async function perform<Result>(
  ctx: Context,
  input: {
    config: ServedAccess;
    key: RouteKey;
    params: Record<string, string>;
    body: unknown;
    visit: Visit;
    person: Person;
  },
  act: () => Promise<Result>,
): Promise<Result> {
  const { config, key, person } = input;
  const facts = toFacts(input);
  if (!facts) return act();
  try {
    const needs = ruleOf(key).deed?.needs;
    if (needs) requireRight(person, needs);
    if (changesSomething(key)) limitRate(ctx, config, person);
  } catch (error) {
    if (error instanceof DomainError) await recordRefusal(ctx, facts, error.code);
    throw error;
  }
  return recordDeed(ctx, facts, act);
}

function limitRate(ctx: Context, { mutationsPerMinute }: ServedAccess, { subject }: Person): void {
  if (mutationsPerMinute === null) return;
  const buckets = ctx.shared.of('mutations', () =>
    createTokenBuckets({
      clock: ctx.clock,
      perMinute: mutationsPerMinute,
      burst: Math.max(1, Math.round(mutationsPerMinute * BURST_SHARE)),
    }),
  );
  if (buckets.take(subject)) return;
  throw new DomainError(
    'rate-limited',
    `You change more than ${mutationsPerMinute} things a minute. Wait a little; one job can move any number of messages.`,
  );
}
