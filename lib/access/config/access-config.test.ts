import { describe, expect, it } from 'vitest';
import { loginEnv } from '#test/factories/access/login-env';
import { readAccessConfig } from './access-config.ts';
import { parseRoleRules, roleOfClaims } from './role-rules.ts';

function problemOf(env: Record<string, string | undefined>): string {
  const config = readAccessConfig(env);
  return config.kind === 'refused' ? config.problem : config.kind;
}

describe('readAccessConfig', () => {
  it.each([{}, { REDRIVE_ALLOWED_HOSTS: 'localhost, 127.0.0.1' }, { REDRIVE_ALLOWED_HOSTS: ' , ' }])(
    'needs no login where this machine alone can ask: %j',
    (env) => expect(readAccessConfig(env)).toMatchObject({ kind: 'local', mutationsPerMinute: null }),
  );

  it.each([
    [{ REDRIVE_ALLOWED_HOSTS: 'localhost,desk.example.com' }, 'answers to desk.example.com'],
    [{ REDRIVE_ALLOWED_HOSTS: '0.0.0.0' }, 'answers to 0.0.0.0'],
    [{ AWS_LAMBDA_FUNCTION_NAME: 'desk' }, 'runs in Lambda'],
    [{ AWS_LAMBDA_FUNCTION_NAME: 'desk', REDRIVE_ALLOWED_HOSTS: 'localhost' }, 'runs in Lambda'],
  ])('refuses to serve others without a login: %j', (env, reason) => {
    expect(problemOf(env)).toContain(reason);
    expect(problemOf(env)).toContain('REDRIVE_OIDC_ISSUER');
    expect(problemOf(env)).not.toContain('REDRIVE_OIDC_CLIENT_SECRET');
  });

  it('is complete without a client secret, and answers to the public name', () => {
    const config = readAccessConfig(loginEnv({ REDRIVE_PUBLIC_URL: 'https://Desk.example.com/' }));
    expect(config).toMatchObject({
      kind: 'login',
      hosts: ['desk.example.com'],
      mutationsPerMinute: 60,
      login: { clientSecret: null, roleClaim: 'groups', scope: 'openid profile email' },
    });
  });

  it.each([
    'REDRIVE_OIDC_ISSUER',
    'REDRIVE_OIDC_CLIENT_ID',
    'REDRIVE_OIDC_ROLES',
    'REDRIVE_SESSION_SECRET',
    'REDRIVE_PUBLIC_URL',
  ])('names %s when it alone is missing or blank', (name) => {
    for (const value of [undefined, ' ']) {
      expect(problemOf(loginEnv({ [name]: value }))).toContain(`${name} is missing`);
    }
  });

  it('takes one secret alone for half a login, not for none', () => {
    expect(problemOf({ REDRIVE_OIDC_CLIENT_SECRET: 'x' })).toContain('half set up');
  });

  it.each([
    ['REDRIVE_OIDC_ISSUER', 'http://login.example.com'],
    ['REDRIVE_OIDC_ISSUER', 'http://localhost.evil.example'],
    ['REDRIVE_OIDC_ISSUER', 'login.example.com'],
    ['REDRIVE_OIDC_ROLES', 'boss=all'],
    ['REDRIVE_OIDC_ROLES', 'operator= ,'],
    ['REDRIVE_SESSION_SECRET', 'x'.repeat(31)],
    ['REDRIVE_SESSION_SECRET', `${'x'.repeat(40)},short`],
    ['REDRIVE_PUBLIC_URL', 'http://desk.example.com'],
    ['REDRIVE_PUBLIC_URL', 'https://desk.example.com/redrive'],
    ['REDRIVE_MUTATIONS_PER_MINUTE', '0'],
    ['REDRIVE_MUTATIONS_PER_MINUTE', 'many'],
  ])('refuses %s=%s by its name, and shows no value of it', (name, value) => {
    const problem = problemOf(loginEnv({ [name]: value }));
    expect(problem).toMatch(new RegExp(`^${name} must `));
    expect(problem).not.toContain(value);
  });
});

describe('roles', () => {
  const rules = parseRoleRules('viewer=read, viewer=all ,operator=sre,admin=all');

  it.each([
    [{ groups: ['read'] }, 'viewer'],
    [{ groups: 'sre' }, 'operator'],
    [{ groups: ['read', 'sre', 'all'] }, 'admin'],
    [{ groups: ['READ'] }, null],
    [{ groups: [['read']] }, null],
    [{ groups: null }, null],
    [{}, null],
  ])('of %j is %s', (claims, role) => expect(roleOfClaims(claims, 'groups', rules ?? [])).toBe(role));

  it('are found at a dotted path, and in a claim whose name has dots', () => {
    expect(roleOfClaims({ a: { b: ['sre'] } }, 'a.b', rules ?? [])).toBe('operator');
    expect(roleOfClaims({ 'https://x.example/roles': ['sre'] }, 'https://x.example/roles', rules ?? [])).toBe(
      'operator',
    );
    for (const path of ['__proto__', 'constructor.name', 'a.b.length']) {
      expect(roleOfClaims({ a: { b: 'x' } }, path, [{ role: 'admin', value: 'Object' }])).toBeNull();
    }
  });
});
