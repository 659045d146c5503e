import type { DeedFacts } from '../audit/record-deed.ts';
import type { Asked } from '../routes/deeds.ts';
import { ruleOf, type RouteKey } from '../routes/routes.ts';
import type { Person } from '../types.ts';
import type { Visit } from './visit.ts';

/** What an audit entry says of a request of the route `key`; null where it does nothing that wants one. */
export function toFacts({
  key,
  params,
  body,
  visit,
  person,
}: {
  key: RouteKey;
  params: Record<string, string>;
  /** Undefined before it was read. */
  body?: unknown;
  visit: Visit;
  person: Person | null;
}): DeedFacts | null {
  const { deed } = ruleOf(key);
  const asked: Asked = { params, body, query: visit.query };
  if (!deed || deed.happens?.(asked) === false) return null;
  const { requestId, address } = visit;
  return {
    person,
    action: typeof deed.action === 'string' ? deed.action : deed.action(asked),
    target: deed.target(asked),
    reason: deed.reason?.(asked) ?? null,
    requestId,
    address,
  };
}
