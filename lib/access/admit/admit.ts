import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { recordRefusal } from '../audit/record-refusal.ts';
import { checkRequest } from '../check-request.ts';
import { requireRight } from '../rights.ts';
import { changesSomething, ruleOf, type RouteKey } from '../routes/routes.ts';
import type { Person } from '../types.ts';
import { toFacts } from './facts.ts';
import { identify, type Identity, type ServedAccess } from './identify.ts';
import type { Visit } from './visit.ts';

/**
 * Lets a request of the route `key` in: from a host and a site of ours, by somebody with the right that its table says. Null for a route that
 * is open to anybody, of whoever has not signed in. What is refused and would have changed something leaves an audit entry.
 * @throws DomainError `forbidden-host`, `forbidden-origin`, `unauthenticated`, `not-permitted`
 */
export async function admit(
  ctx: Context,
  input: { config: ServedAccess; key: RouteKey; params: Record<string, string>; visit: Visit },
): Promise<Identity | null> {
  const { config, key, params, visit } = input;
  const { right } = ruleOf(key);
  const changes = changesSomething(key);
  let person: Person | null = null;
  try {
    checkRequest(visit.origin, config.hosts);
    const identity = await identify(ctx, config, { cookieHeader: visit.cookieHeader, fresh: changes });
    if (right === null) return identity;
    if (!identity) throw new DomainError('unauthenticated', 'You are not signed in. Sign in at /api/login.');
    person = identity.person;
    requireRight(person, right);
    return identity;
  } catch (error) {
    const facts = changes && error instanceof DomainError && toFacts({ key, params, visit, person });
    if (facts) await recordRefusal(ctx, facts, error.code);
    throw error;
  }
}
