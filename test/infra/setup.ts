import { randomUUID } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { bundleProgram } from './evaluate/bundle.ts';
import { evaluateStack } from './evaluate/evaluate.ts';
import { installPlatform } from './evaluate/install-platform.ts';
import type { StackGraph } from './graph/types.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** As `sst deploy --stage production` would make it, with nothing in the environment. */
    production: StackGraph;
    /** A second stage, with a domain, somebody to tell of alarms, and a login. */
    dev: StackGraph;
    /** The environment that `dev` was made in. */
    devEnvironment: Readonly<Record<string, string>>;
  }
}

export const DEV_ENVIRONMENT = {
  REDRIVE_DOMAIN: 'redrive.example.com',
  REDRIVE_ALARM_EMAIL: 'on-call@example.com',
  REDRIVE_ALARM_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:pager',
  REDRIVE_OIDC_ISSUER: 'https://id.example.com',
  REDRIVE_OIDC_CLIENT_ID: 'redrive',
  REDRIVE_OIDC_SCOPE: 'openid profile email groups',
  REDRIVE_OIDC_ROLE_CLAIM: 'groups',
  REDRIVE_OIDC_ROLES: 'viewer=sre-read,operator=sre,admin=platform-admins',
  REDRIVE_MASK: 'body.card.number',
  REDRIVE_MUTATIONS_PER_MINUTE: '30',
};

/** Once before all tests of the stack. */
export default async function setup(project: TestProject): Promise<void> {
  await installPlatform();
  const program = await bundleProgram();
  // As `sst deploy` hands on what `sst secret set` has stored.
  const secrets = { SST_SECRET_SessionSecret: randomUUID(), SST_SECRET_OidcClientSecret: randomUUID() };
  const devEnvironment = { ...DEV_ENVIRONMENT, ...secrets };
  const [production, dev] = await Promise.all([
    evaluateStack(program, 'production'),
    evaluateStack(program, 'dev', devEnvironment),
  ]);
  project.provide('production', production);
  project.provide('dev', dev);
  project.provide('devEnvironment', devEnvironment);
}
