import * as oidc from 'openid-client';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { LoginConfig } from '../config/access-config.ts';
import { claimAt, roleOfClaims } from '../config/role-rules.ts';
import { openCookie } from '../session/sealed-cookie.ts';
import type { Person } from '../types.ts';
import { ATTEMPT_COOKIE, type LoginProblem } from './attempt.ts';
import { callbackUrl } from './begin-login.ts';
import { findProvider, unavailable } from './provider.ts';

/** Who has come back from the provider, or why they are not let in. */
export type Arrival =
  | { kind: 'person'; person: Person; returnPath: string }
  | { kind: 'problem'; problem: LoginProblem; account: { subject: string; name: string } | null };

type Claims = Readonly<Record<string, unknown>>;

/**
 * Judges what the provider has sent a browser back with: `search` is the query of the callback. State, nonce and code verifier must be
 * those of this browser's own attempt, and the token be signed by the provider, for this desk, now.
 * @throws DomainError `provider-unavailable`
 */
export async function finishLogin({
  ctx,
  input: { login, search, cookieHeader },
}: {
  ctx: Context;
  input: { login: LoginConfig; search: string; cookieHeader: string | null };
}): Promise<Arrival> {
  const attempt = await openCookie(login, ATTEMPT_COOKIE, cookieHeader);
  if (!attempt || !('state' in attempt)) {
    return notSignedIn(
      'This sign-in was not begun in this browser, or more than ten minutes ago. Begin again.',
    );
  }
  const provider = await findProvider(ctx, login);
  const claims = await readClaims({ provider, login, search, attempt });
  if ('problem' in claims) return notSignedIn(claims.problem);

  const subject = String(claims.all['sub']);
  const name = nameOf(claims.all) ?? subject;
  const role = roleOfClaims(claims.all, login.roleClaim, login.roles);
  if (role !== null) {
    return { kind: 'person', person: { subject, name, role }, returnPath: attempt.returnPath };
  }
  const values = [...new Set(login.roles.map(({ value }) => value))].join(', ');
  return {
    kind: 'problem',
    account: { subject, name },
    problem: {
      title: `${name} has no role here`,
      problem: `The account is known, but nothing in its “${login.roleClaim}” gives it a role. Ask whoever keeps your company's login for one of: ${values}. Then sign in again.`,
    },
  };
}

async function readClaims({
  provider,
  login,
  search,
  attempt: { state, nonce, verifier },
}: {
  provider: oidc.Configuration;
  login: LoginConfig;
  search: string;
  attempt: { state: string; nonce: string; verifier: string };
}): Promise<{ all: Claims } | { problem: string }> {
  const url = callbackUrl(login);
  url.search = search;
  try {
    const tokens = await oidc.authorizationCodeGrant(provider, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return { problem: 'The provider sent no token that says who you are.' };
    const inToken = claims as Claims;
    if (claimAt(inToken, login.roleClaim) !== undefined || !provider.serverMetadata().userinfo_endpoint) {
      return { all: inToken };
    }
    const more = await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub);
    return { all: { ...more, ...inToken } };
  } catch (error) {
    if (isUnreachable(error)) throw unavailable(login, error);
    return { problem: describe(error) };
  }
}

/** No answer, or one that says that the provider itself is in trouble. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true;
  const { cause } = error;
  return cause instanceof Response ? cause.status >= 500 : isUnreachable(cause);
}

/** The provider's own refusal is for the person; everything else may be an attack, of which they need no details. */
function describe(error: unknown): string {
  if (error instanceof DomainError) throw error;
  if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied') {
    return 'The provider refused: access was denied there.';
  }
  console.warn(`A sign-in was refused: ${error instanceof Error ? error.message : String(error)}`);
  return 'What the provider sent back does not belong to a sign-in of this browser, or was used before. Begin again.';
}

function nameOf(claims: Claims): string | null {
  for (const claim of ['name', 'email', 'preferred_username']) {
    const value = claims[claim];
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 100);
  }
  return null;
}

function notSignedIn(problem: string): Arrival {
  return { kind: 'problem', problem: { title: 'You are not signed in', problem }, account: null };
}
