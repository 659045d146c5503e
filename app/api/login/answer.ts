import type { LoginConfig } from '#lib/access/config/access-config';
import { currentConfig } from '#lib/access/config/current-config';
import { ATTEMPT_COOKIE, type LoginProblem } from '#lib/access/login/attempt';
import type { Departure } from '#lib/access/login/begin-login';
import { LOGIN_PAGE } from '#lib/access/login/pages';
import { sealCookie } from '#lib/access/session/sealed-cookie';
import { DomainError } from '#lib/errors';

/**
 * Sends a browser where `depart` says; where nobody logs in, to what `otherwise` says. A provider that does not answer becomes the page
 * that says so.
 */
export async function answerLogin(
  depart: (login: LoginConfig) => Promise<Departure>,
  otherwise: () => string,
): Promise<Response> {
  const config = currentConfig();
  if (config.kind !== 'login') return redirect({ location: otherwise(), cookies: [] });
  const { login } = config;
  try {
    return redirect(await depart(login));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'provider-unavailable') throw error;
    const problem = { title: 'You cannot sign in just now', problem: error.message };
    return redirect(await toProblemPage(login, problem));
  }
}

/** To the page that says why somebody is not signed in. What it says travels in a sealed cookie, so nobody else can put words there. */
export async function toProblemPage(login: LoginConfig, problem: LoginProblem): Promise<Departure> {
  return { location: LOGIN_PAGE, cookies: [await sealCookie(login, ATTEMPT_COOKIE, problem)] };
}

function redirect({ location, cookies }: Departure): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
