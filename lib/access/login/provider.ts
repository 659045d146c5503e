import * as oidc from 'openid-client';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { LoginConfig } from '../config/access-config.ts';

const TIMEOUT_SECONDS = 5;

/**
 * What the provider says of itself; asked once for all, and again after a failure.
 * @throws DomainError `provider-unavailable`
 */
export async function findProvider(ctx: Context, login: LoginConfig): Promise<oidc.Configuration> {
  const found = ctx.shared.of('oidc-providers', () => new Map<string, Promise<oidc.Configuration>>());
  const key = `${login.issuer.href} ${login.clientId}`;
  let provider = found.get(key);
  if (!provider) {
    provider = discover(login);
    found.set(key, provider);
    provider.catch(() => found.delete(key));
  }
  try {
    return await provider;
  } catch (error) {
    throw unavailable(login, error);
  }
}

/** That the provider could not be asked, with what is known of why. */
export function unavailable({ issuer }: LoginConfig, error: unknown): DomainError {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
  return new DomainError('provider-unavailable', `The login at ${issuer.host} does not answer (${reason}).`, {
    cause: error,
  });
}

function discover({ issuer, clientId, clientSecret }: LoginConfig): Promise<oidc.Configuration> {
  // Signatures are checked although the token comes from the provider itself. The configuration admits http on loopback alone.
  const execute = [oidc.enableNonRepudiationChecks];
  if (issuer.protocol === 'http:') execute.push(oidc.allowInsecureRequests);
  const authentication = clientSecret === null ? oidc.None() : withSecret(clientSecret);
  return oidc.discovery(issuer, clientId, {}, authentication, { execute, timeout: TIMEOUT_SECONDS });
}

/** In the header, which is the default of OpenID Connect, unless the provider says that it takes the body alone. */
function withSecret(secret: string): oidc.ClientAuth {
  const basic = oidc.ClientSecretBasic(secret);
  const post = oidc.ClientSecretPost(secret);
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
