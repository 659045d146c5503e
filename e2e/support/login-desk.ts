import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { stateTable } from '#infra/state-table';
import { startProvider, type TestProvider } from '#test/factories/access/provider';
import { startNext, waitUntilHealthy } from '../../scripts/desk/next.ts';
import { claimPort } from '../../scripts/desk/ports.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A web server on the run's engine that people log in to, with the provider that says who they are. */
export interface LoginDesk {
  url: string;
  provider: TestProvider;
  stop(): Promise<void>;
}

/** Accounts `viewer`, `operator` and `admin` have these roles; `nobody` has none. `body.card.number` is masked. */
export async function startLoginDesk(engineUrl: string): Promise<LoginDesk> {
  const port = await claimPort(0, 'PORT');
  const url = `http://127.0.0.1:${port}`;
  const provider = await startProvider({
    redirectUris: [`${url}/api/login/callback`],
    accounts: {
      viewer: { name: 'Vera Viewer', groups: ['readers'] },
      operator: { name: 'Olga Operator', groups: ['sre'] },
      admin: { name: 'Adam Admin', groups: ['platform'] },
      nobody: { name: 'Norma Nobody', groups: [] },
    },
  });
  const server = startNext({
    root: ROOT,
    command: 'start',
    port,
    awsEndpoint: engineUrl,
    region: 'us-east-1',
    table: stateTable.name,
    env: {
      REDRIVE_OIDC_ISSUER: provider.issuer,
      REDRIVE_OIDC_CLIENT_ID: provider.clientId,
      REDRIVE_OIDC_CLIENT_SECRET: provider.clientSecret,
      REDRIVE_OIDC_ROLES: 'viewer=readers,operator=sre,admin=platform',
      REDRIVE_SESSION_SECRET: randomBytes(24).toString('hex'),
      REDRIVE_PUBLIC_URL: url,
      REDRIVE_MASK: 'body.card.number',
    },
  });
  await waitUntilHealthy(server);
  return {
    url,
    provider,
    async stop() {
      await server.stop();
      await provider.close();
    },
  };
}
