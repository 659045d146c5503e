import { z } from 'zod';
import { allowedHosts, hostName, isLoopback } from '../check-request.ts';
import { parseMaskRules, type MaskRule } from '#lib/messages/mask/rules';
import { parseRoleRules, type RoleRule } from './role-rules.ts';

/** How people log in. */
export interface LoginConfig {
  issuer: URL;
  clientId: string;
  /** Null: a public client, which PKCE alone protects. */
  clientSecret: string | null;
  scope: string;
  /** Name of the claim that gives a role, or a dotted path to it. */
  roleClaim: string;
  roles: readonly RoleRule[];
  /** The first seals, all of them open: a new one is put in front. */
  sessionSecrets: readonly string[];
  /** Where browsers find the desk: an origin. */
  publicUrl: URL;
}

interface ServedConfig {
  /** Host names without port that the desk answers to. */
  hosts: readonly string[];
  /** Of one person, in each server process; null: any number. */
  mutationsPerMinute: number | null;
  /** What of messages is not shown. */
  mask: readonly MaskRule[];
}

/**
 * `login`: everybody logs in. `local`: nobody does, as only this machine can ask. `refused`: nothing is served, and `problem` says what
 * to set.
 */
export type AccessConfig =
  | ({ kind: 'login'; login: LoginConfig } & ServedConfig)
  | ({ kind: 'local' } & ServedConfig)
  | { kind: 'refused'; problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_MUTATIONS_PER_MINUTE = 60;
const MIN_SECRET_CHARACTERS = 32;

const text = z.string().trim().min(1);
const isSafe = (url: URL) => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.host));

const url = text
  .refine((value) => URL.canParse(value) && isSafe(new URL(value)), {
    error: 'must be an address that begins with https:// (http:// only on this machine)',
  })
  .transform((value) => new URL(value));

const LoginSchema = z.object({
  REDRIVE_OIDC_ISSUER: url,
  REDRIVE_OIDC_CLIENT_ID: text,
  REDRIVE_OIDC_CLIENT_SECRET: text.optional(),
  REDRIVE_OIDC_SCOPE: text.default('openid profile email'),
  REDRIVE_OIDC_ROLE_CLAIM: text.default('groups'),
  REDRIVE_OIDC_ROLES: text.transform((value, context) => {
    const rules = parseRoleRules(value);
    if (rules) return rules;
    context.addIssue({
      code: 'custom',
      message: 'must look like viewer=readers,operator=sre,admin=platform',
    });
    return z.NEVER;
  }),
  REDRIVE_SESSION_SECRET: text
    .transform((value) => value.split(',').map((secret) => secret.trim()))
    .refine((secrets) => secrets.every(({ length }) => length >= MIN_SECRET_CHARACTERS), {
      error: `must have at least ${MIN_SECRET_CHARACTERS} characters, each of several separated by commas`,
    }),
  REDRIVE_PUBLIC_URL: url
    .refine((value) => value.pathname === '/' && value.search === '' && value.username === '', {
      error: 'must be an origin without a path',
    })
    .transform((value) => new URL(value.origin)),
});

const LimitSchema = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number)
  .optional();

const LOGIN_NAMES = Object.keys(LoginSchema.shape);

/**
 * Who may use the desk, from the environment. A desk that others can reach without a login is refused, and so is half a configuration.
 * Never throws.
 */
export function readAccessConfig(env: Environment): AccessConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const limit = LimitSchema.safeParse(given['REDRIVE_MUTATIONS_PER_MINUTE']);
  if (!limit.success) return refused('REDRIVE_MUTATIONS_PER_MINUTE must be a whole number, 1 to 999999.');
  const masking = parseMaskRules(given['REDRIVE_MASK'] ?? '');
  // A rule that is not understood would hide nothing.
  if ('problem' in masking) {
    return refused(
      `REDRIVE_MASK must name fields such as body.card.number, and "${masking.problem}" is none.`,
    );
  }
  const bounds = { mutationsPerMinute: limit.data ?? null, mask: masking.rules };
  if (LOGIN_NAMES.some((name) => name in given)) return readLogin(given, bounds);

  const hosts = allowedHosts(env);
  const reachedBy = given['AWS_LAMBDA_FUNCTION_NAME'] ? 'runs in Lambda' : named(hosts);
  if (reachedBy === null) return { kind: 'local', hosts, ...bounds };
  return refused(
    `The desk ${reachedBy}, and nobody has to log in. Set ${LOGIN_NAMES.filter((name) => !isOptional(name)).join(', ')} (docs/access.md).`,
  );
}

function readLogin(given: Environment, bounds: Omit<ServedConfig, 'hosts'>): AccessConfig {
  const missing = LOGIN_NAMES.filter((name) => !(name in given) && !isOptional(name));
  if (missing.length > 0) {
    return refused(`The login is half set up: ${missing.join(', ')} is missing (docs/access.md).`);
  }
  const parsed = LoginSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(`${String(issue?.path[0])} ${issue?.message} (docs/access.md).`);
  }
  const { data } = parsed;
  return {
    kind: 'login',
    hosts: given['REDRIVE_ALLOWED_HOSTS'] ? allowedHosts(given) : [hostName(data.REDRIVE_PUBLIC_URL.host)],
    mask: bounds.mask,
    mutationsPerMinute: bounds.mutationsPerMinute ?? DEFAULT_MUTATIONS_PER_MINUTE,
    login: {
      issuer: data.REDRIVE_OIDC_ISSUER,
      clientId: data.REDRIVE_OIDC_CLIENT_ID,
      clientSecret: data.REDRIVE_OIDC_CLIENT_SECRET ?? null,
      scope: data.REDRIVE_OIDC_SCOPE,
      roleClaim: data.REDRIVE_OIDC_ROLE_CLAIM,
      roles: data.REDRIVE_OIDC_ROLES,
      sessionSecrets: data.REDRIVE_SESSION_SECRET,
      publicUrl: data.REDRIVE_PUBLIC_URL,
    },
  };
}

const isOptional = (name: string) =>
  LoginSchema.shape[name as keyof typeof LoginSchema.shape].safeParse(undefined).success;

function named(hosts: readonly string[]): string | null {
  const other = hosts.find((host) => !isLoopback(host));
  return other === undefined ? null : `answers to ${other}`;
}

function refused(problem: string): AccessConfig {
  return { kind: 'refused', problem };
}
