import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** An account of the provider: what its tokens say. */
export type Account = Record<string, unknown> & { name: string };

export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Changes what id tokens say from now on, signed by the provider's key or by `key`; null stops that. */
  tamper(change: ((claims: Record<string, unknown>) => object) | null, key?: KeyObject): void;
  close(): Promise<void>;
}

/** A real OpenID provider on loopback, whose sign-in page has a button for each account. Keys are made here and kept nowhere. */
export async function startProvider({
  redirectUris,
  accounts,
  claimsInToken = true,
}: {
  redirectUris: string[];
  accounts: Record<string, Account>;
  /** False: claims are in the answer of the userinfo endpoint alone. */
  claimsInToken?: boolean;
}): Promise<TestProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const clientId = 'desk';
  const clientSecret = randomBytes(24).toString('hex');

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: redirectUris,
        post_logout_redirect_uris: redirectUris.map((uri) => new URL('/login', uri).href),
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'test' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], profile: ['name', 'groups', 'resource'] },
    conformIdTokenClaims: !claimsInToken,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...accounts[id] }),
    }),
    async loadExistingGrant({
      oidc: { client, session, provider },
    }: Parameters<Parameters<Provider['use']>[0]>[0]) {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });

  let change: ((claims: Record<string, unknown>) => object) | null = null;
  let key = privateKey;
  provider.use(async (context, next) => {
    await next();
    const answer = context.body as { id_token?: string } | undefined;
    if (change && context.path === '/token' && answer?.id_token) {
      answer.id_token = signAgain(answer.id_token, change, key);
    }
  });
  handle = (request, response) => {
    const asked = new URL(request.url ?? '/', issuer);
    if (!asked.pathname.startsWith('/interaction/')) return provider.callback()(request, response);
    const account = asked.searchParams.get('account');
    if (account === null) {
      const buttons = Object.keys(accounts).map(
        (id) => `<button name="account" value="${id}">${id}</button>`,
      );
      response.setHeader('content-type', 'text/html').end(`<form>${buttons.join('')}</form>`);
    } else {
      void provider.interactionFinished(request, response, { login: { accountId: account } });
    }
  };
  return {
    issuer,
    clientId,
    clientSecret,
    tamper(next, otherKey = privateKey) {
      change = next;
      key = otherKey;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signAgain(
  token: string,
  change: (claims: Record<string, unknown>) => object,
  key: KeyObject,
): string {
  const [header = '', payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const signed = `${header}.${encode(change(claims))}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}
