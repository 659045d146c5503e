import { describe, expect, it } from 'vitest';
import { accountEnvironment, preferProfile } from './environment.ts';

const shell = {
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
  AWS_CA_BUNDLE: '/ca.pem',
  AWS_REGION: 'us-east-1',
  HOME: '/home/someone',
};
const beside = { region: 'eu-west-1', profile: undefined, tableEndpoint: 'http://127.0.0.1:1' };

describe('accountEnvironment', () => {
  it('hands the AWS variables of the shell on, with the region and the table beside', () => {
    expect(accountEnvironment(shell, beside)).toEqual({
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      AWS_CA_BUNDLE: '/ca.pem',
      AWS_REGION: 'eu-west-1',
      REDRIVE_TABLE_ENDPOINT: 'http://127.0.0.1:1',
      REDRIVE_JOBS_QUEUE: undefined,
      REDRIVE_TEST_QUEUE: undefined,
    });
  });

  it('lets a profile go before keys', () => {
    const { AWS_PROFILE, ...rest } = accountEnvironment(shell, { ...beside, profile: 'work' });
    expect(AWS_PROFILE).toBe('work');
    expect(Object.keys(rest).filter((name) => /KEY|TOKEN/.test(name))).toEqual([]);

    const env: Record<string, string | undefined> = { ...shell };
    preferProfile(env, undefined);
    expect(env).toEqual(shell);
    preferProfile(env, 'work');
    expect(Object.keys(env)).toEqual(['AWS_CA_BUNDLE', 'AWS_REGION', 'HOME']);
  });
});
