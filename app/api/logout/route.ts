import { recordIfPossible } from '#lib/access/audit/record-deed';
import { currentConfig } from '#lib/access/config/current-config';
import { afterLogout } from '#lib/access/login/logout';
import { clearCookie } from '#lib/access/session/sealed-cookie';
import { endSession } from '#lib/access/session/ended-sessions';
import { readSession, SESSION_COOKIE } from '#lib/access/session/session';
import { DomainError } from '#lib/errors';
import { route, type RouteInput } from '../_http/route.ts';

/** Ends the session and answers where to go: `{location}`. Signing out twice is no error. */
export const POST = route('POST /api/logout', async (input) => {
  const config = currentConfig();
  if (config.kind !== 'login') return { location: '/' };
  await endOwnSession(input);
  const location = await afterLogout(input.ctx, config.login);
  const headers = { 'set-cookie': clearCookie(config.login, SESSION_COOKIE), 'cache-control': 'no-store' };
  return Response.json({ location }, { headers });
});

/** A table that does not answer keeps nobody from signing out of this browser. */
async function endOwnSession({ ctx, visit, person }: RouteInput<'POST /api/logout'>): Promise<void> {
  const config = currentConfig();
  if (config.kind !== 'login' || !person) return;
  const { cookieHeader, requestId, address } = visit;
  const session = await readSession(config.login, cookieHeader, ctx.clock.nowMs());
  await recordIfPossible(ctx, {
    person,
    action: 'sign-out',
    target: '',
    reason: null,
    requestId,
    address,
  });
  try {
    if (session) await endSession(ctx, session.id);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    console.error(error.message);
  }
}
