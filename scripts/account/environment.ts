import type { Environment } from '../desk/ports.ts';

/** Credentials that would go before those of a profile that was asked for. */
const KEYS = new Set(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']);

/** Takes keys away from `env` where a profile was asked for, so that no SDK is in doubt which of the two is meant. */
export function preferProfile(env: Record<string, string | undefined>, profile: string | undefined): void {
  if (profile === undefined) return;
  for (const key of KEYS) delete env[key];
}

/**
 * The variables by which the server finds the account, as the SDK reads them, and the table beside it, which is asked
 * without the account's credentials. Redrive jobs run in the server, and there are no test batches: no queue of the account is ours.
 */
export function accountEnvironment(
  env: Environment,
  { region, profile, tableEndpoint }: { region: string; profile: string | undefined; tableEndpoint: string },
): Environment {
  const own = Object.entries(env).filter(
    ([name]) => name.startsWith('AWS_') && !(profile !== undefined && KEYS.has(name)),
  );
  return {
    ...Object.fromEntries(own),
    AWS_REGION: region,
    ...(profile !== undefined && { AWS_PROFILE: profile }),
    REDRIVE_TABLE_ENDPOINT: tableEndpoint,
    REDRIVE_JOBS_QUEUE: undefined,
    REDRIVE_TEST_QUEUE: undefined,
  };
}
