/**
 * Variables of the desk that a stage takes from the environment of `sst deploy` and hands on as they are. The desk says what they mean, and refuses to
 * serve a network without them.
 */
export const HANDED_ON = [
  'REDRIVE_OIDC_ISSUER',
  'REDRIVE_OIDC_CLIENT_ID',
  'REDRIVE_OIDC_SCOPE',
  'REDRIVE_OIDC_ROLE_CLAIM',
  'REDRIVE_OIDC_ROLES',
  'REDRIVE_MASK',
  'REDRIVE_MUTATIONS_PER_MINUTE',
] as const;

/** Variables whose values `npx sst secret set <name>` keeps, by the name that they are kept under. */
export const SECRETS = {
  REDRIVE_OIDC_CLIENT_SECRET: 'OidcClientSecret',
  REDRIVE_SESSION_SECRET: 'SessionSecret',
} as const;

/** Those of `HANDED_ON` that are set in `env`. */
export function readHandedOn(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    HANDED_ON.flatMap((name) => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
}
