import { SECRETS } from '../login.ts';

/**
 * Values of the secrets of this stage by the variables that the desk reads them from. One that nobody has set is not among them: then the stage
 * deploys, and the desk says what it wants before it serves anybody.
 */
export function readSecrets(): $util.Output<Record<string, string>> {
  const values = Object.entries(SECRETS).map(
    ([variable, name]) => [variable, new sst.Secret(name, '').value] as const,
  );
  return $resolve(Object.fromEntries(values)).apply((secrets) =>
    Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')),
  );
}
