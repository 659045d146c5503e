import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { AUDIT } from '#lib/state/call-table';
import { putIf } from '#lib/state/conditional-writes';
import { STATE_KEYS } from '#lib/state/keys';
import { readItems } from '#lib/state/read-items';
import { SESSION_SECONDS } from './session.ts';

/** So long another server process may go on answering reads of a session that was logged out here. */
const KNOWN_FOR_MS = 15_000;
const MAX_KNOWN = 10_000;

interface Known {
  ended: boolean;
  atMs: number;
}

const IS_NEW = { expression: 'attribute_not_exists(#pk)', names: { '#pk': STATE_KEYS.partition } };

const keyOf = (sessionId: string) => ({ pk: `session#${sessionId}`, sk: 'ended' });

/**
 * Ends a session for good, in this process at once and in others by the state table. Without a table only this process knows.
 * @throws DomainError `audit-unavailable`; this process knows it nevertheless
 */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  knownOf(ctx).set(sessionId, { ended: true, atMs: nowMs });
  if (!ctx.state) return;
  const expiresAt = Math.ceil(nowMs / 1000) + SESSION_SECONDS;
  const item = { ...keyOf(sessionId), endedAtMs: nowMs, [STATE_KEYS.expiry]: expiresAt };
  await putIf(ctx, item, IS_NEW, AUDIT);
}

/**
 * Whether a session was logged out. What is not `fresh` may be 15 seconds old. While the table does not answer, sessions go on: what
 * they change needs the table too, and looking must be possible then.
 */
export async function isEnded(ctx: Context, sessionId: string, fresh: boolean): Promise<boolean> {
  const known = knownOf(ctx);
  const nowMs = ctx.clock.nowMs();
  const last = known.get(sessionId);
  if (last?.ended) return true;
  if (!ctx.state || (last && !fresh && nowMs - last.atMs < KNOWN_FOR_MS)) return false;
  const ended = await readEnded(ctx, sessionId);
  if (known.size >= MAX_KNOWN) known.clear();
  // A logout may have come meanwhile.
  if (!known.get(sessionId)?.ended) known.set(sessionId, { ended, atMs: nowMs });
  return ended;
}

async function readEnded(ctx: Context, sessionId: string): Promise<boolean> {
  try {
    const items = await readItems({ ctx, input: { keys: [keyOf(sessionId)], subject: AUDIT } });
    return items.length > 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
}

function knownOf(ctx: Context): Map<string, Known> {
  return ctx.shared.of('ended-sessions', () => new Map<string, Known>());
}
