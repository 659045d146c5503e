import { readAccessConfig, type AccessConfig } from './access-config.ts';

let current: { names: string; config: AccessConfig } | undefined;

/** The configuration of this process; its environment is read again only when it has changed. */
export function currentConfig(): AccessConfig {
  const names = NAMES.map((name) => process.env[name] ?? '').join('\n');
  if (current?.names !== names) current = { names, config: readAccessConfig(process.env) };
  return current.config;
}

const NAMES = [
  'AWS_LAMBDA_FUNCTION_NAME',
  'REDRIVE_ALLOWED_HOSTS',
  'REDRIVE_MASK',
  'REDRIVE_MUTATIONS_PER_MINUTE',
  'REDRIVE_OIDC_CLIENT_ID',
  'REDRIVE_OIDC_CLIENT_SECRET',
  'REDRIVE_OIDC_ISSUER',
  'REDRIVE_OIDC_ROLES',
  'REDRIVE_OIDC_ROLE_CLAIM',
  'REDRIVE_OIDC_SCOPE',
  'REDRIVE_PUBLIC_URL',
  'REDRIVE_SESSION_SECRET',
];
