import { recordIfPossible } from '#lib/access/audit/record-deed';
import { recordRefusal } from '#lib/access/audit/record-refusal';
import type { LoginConfig } from '#lib/access/config/access-config';
import { ATTEMPT_COOKIE } from '#lib/access/login/attempt';
import type { Departure } from '#lib/access/login/begin-login';
import { finishLogin } from '#lib/access/login/finish-login';
import { clearCookie, sealCookie } from '#lib/access/session/sealed-cookie';
import { beginSession, SESSION_COOKIE } from '#lib/access/session/session';
import { route, type RouteInput } from '../../_http/route.ts';
import { answerLogin, toProblemPage } from '../answer.ts';

export const dynamic = 'force-dynamic';

type Input = RouteInput<'GET /api/login/callback'>;

/** Where the provider sends a browser back to. */
export const GET = route('GET /api/login/callback', (input) =>
  answerLogin(
    (login) => arrive(login, input),
    () => '/',
  ),
);

async function arrive(login: LoginConfig, { ctx, request, visit }: Input): Promise<Departure> {
  const { search } = new URL(request.url);
  const { cookieHeader, requestId, address } = visit;
  const arrival = await finishLogin({ ctx, input: { login, search, cookieHeader } });
  const facts = { action: 'sign-in', target: '', reason: null, requestId, address } as const;
  if (arrival.kind === 'problem') {
    // One account without a role that comes again and again must not fill the table: it counts as a stranger.
    const target = arrival.account
      ? `${arrival.account.name} (${arrival.account.subject})`.slice(0, 200)
      : '';
    const code = arrival.account ? 'not-permitted' : 'unauthenticated';
    await recordRefusal(ctx, { ...facts, person: null, target }, code);
    return toProblemPage(login, arrival.problem);
  }
  const { person, returnPath } = arrival;
  await recordIfPossible(ctx, { ...facts, person });
  const session = beginSession(person, ctx.clock.nowMs());
  const cookies = [await sealCookie(login, SESSION_COOKIE, session), clearCookie(login, ATTEMPT_COOKIE)];
  return { location: returnPath, cookies };
}
