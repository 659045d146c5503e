import { expect, it } from 'vitest';
import { readHandedOn } from './login.ts';

it('hands on what is set, and no secret', () => {
  const env = {
    REDRIVE_OIDC_ISSUER: 'https://id.example.com',
    REDRIVE_OIDC_ROLES: 'viewer=sre-read,operator=sre',
    REDRIVE_MASK: '',
    REDRIVE_SESSION_SECRET: 'from somebody else',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  expect(readHandedOn(env)).toEqual({
    REDRIVE_OIDC_ISSUER: 'https://id.example.com',
    REDRIVE_OIDC_ROLES: 'viewer=sre-read,operator=sre',
  });
});
