import { describe, expect, it } from 'vitest';
import { loginEnv } from '#test/factories/access/login-env';
import { readAccessConfig } from '../config/access-config.ts';
import { DATA_POLICY, pagePolicy, securityHeaders } from '../security-headers.ts';
import { judgePage } from './judge-page.ts';

const login = readAccessConfig(loginEnv({ REDRIVE_PUBLIC_URL: 'https://desk.example.com' }));
const local = readAccessConfig({});
const refused = readAccessConfig({ AWS_LAMBDA_FUNCTION_NAME: 'desk' });

const page = (part: Partial<Parameters<typeof judgePage>[1]> = {}) => ({
  path: '/queues/dlq?q=a%20b',
  hasSession: false,
  destination: 'document',
  ...part,
});

describe('judgePage', () => {
  it('sends a stranger to sign in, and back to the page with its query', () => {
    const location = 'https://desk.example.com/api/login?return=%2Fqueues%2Fdlq%3Fq%3Da%2520b';
    expect(judgePage(login, page())).toEqual({ kind: 'login', location });
    expect(judgePage(login, page({ destination: null }))).toMatchObject({ kind: 'login' });
  });

  it('gives a stranger no part of a page', () => {
    expect(judgePage(login, page({ destination: 'empty' }))).toMatchObject({ kind: 'refuse', status: 401 });
  });

  it('lets through who has a cookie, the page of the login, and everybody where nobody logs in', () => {
    for (const verdict of [
      judgePage(login, page({ hasSession: true })),
      judgePage(login, page({ path: '/login?x=1' })),
      judgePage(local, page()),
    ]) {
      expect(verdict).toEqual({ kind: 'pass' });
    }
    expect(judgePage(login, page({ path: '/login/../queues' }))).toMatchObject({ kind: 'login' });
  });

  it('serves nothing, the page of the login neither, while it is not set up', () => {
    expect(judgePage(refused, page({ path: '/login', hasSession: true }))).toMatchObject({
      kind: 'refuse',
      status: 503,
    });
  });
});

describe('security headers', () => {
  it('ask for https where it is the way to the desk, and only there', () => {
    expect(securityHeaders(login, DATA_POLICY)).toHaveProperty('strict-transport-security');
    expect(securityHeaders(local, DATA_POLICY)).not.toHaveProperty('strict-transport-security');
  });

  it('let a page run what has its nonce and, but for development, nothing else', () => {
    const policy = pagePolicy('abc', { development: false });
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
    expect(pagePolicy('abc', { development: true })).toContain("'unsafe-eval'");
  });
});
