import * as oidc from 'openid-client';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { LoginConfig } from '../config/access-config.ts';
import { LOGIN_PAGE } from './pages.ts';
import { findProvider } from './provider.ts';

/** Where a browser goes after signing out: to the provider, so that the next sign-in asks who it is, where that has such a page. */
export async function afterLogout(ctx: Context, login: LoginConfig): Promise<string> {
  try {
    const provider = await findProvider(ctx, login);
    if (!provider.serverMetadata().end_session_endpoint) return LOGIN_PAGE;
    const returnTo = new URL(LOGIN_PAGE, login.publicUrl).href;
    return oidc.buildEndSessionUrl(provider, { post_logout_redirect_uri: returnTo }).href;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return LOGIN_PAGE;
  }
}
