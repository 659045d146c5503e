import * as oidc from 'openid-client';
import type { Context } from '#lib/context';
import type { LoginConfig } from '../config/access-config.ts';
import { sealCookie } from '../session/sealed-cookie.ts';
import { ATTEMPT_COOKIE } from './attempt.ts';
import { findProvider } from './provider.ts';
import { toReturnPath } from './return-path.ts';

/** Where a browser goes next, and the `set-cookie` headers it takes along. */
export interface Departure {
  location: string;
  cookies: string[];
}

const CALLBACK_PATH = '/api/login/callback';

export function callbackUrl({ publicUrl }: LoginConfig): URL {
  return new URL(CALLBACK_PATH, publicUrl);
}

/**
 * To the provider, with a code challenge, a state and a nonce that this browser alone can answer for within ten minutes.
 * `returnTo` is the page to show afterwards.
 * @throws DomainError `provider-unavailable`
 */
export async function beginLogin({
  ctx,
  input: { login, returnTo },
}: {
  ctx: Context;
  input: { login: LoginConfig; returnTo: string | null };
}): Promise<Departure> {
  const provider = await findProvider(ctx, login);
  const attempt = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    returnPath: toReturnPath(returnTo),
  };
  const location = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: callbackUrl(login).href,
    response_type: 'code',
    scope: login.scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    state: attempt.state,
    nonce: attempt.nonce,
  });
  return { location: location.href, cookies: [await sealCookie(login, ATTEMPT_COOKIE, attempt)] };
}
