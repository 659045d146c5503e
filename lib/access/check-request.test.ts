import { describe, expect, it } from 'vitest';
import { allowedHosts, checkRequest, type RequestOrigin } from './check-request.ts';

const loopback = allowedHosts({});

function codeOf(request: Partial<RequestOrigin>, hosts = loopback): string | undefined {
  try {
    checkRequest(
      { method: 'POST', host: 'localhost:3000', origin: null, secFetchSite: null, ...request },
      hosts,
    );
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('checkRequest', () => {
  it.each([
    { host: '127.0.0.1:3000' },
    { host: '[::1]:3000' },
    { host: 'LOCALHOST' },
    { origin: 'http://localhost:3000', secFetchSite: 'same-origin' },
    { origin: 'http://localhost:3000' },
    { method: 'GET', secFetchSite: 'cross-site', origin: 'https://other.example' },
  ])('lets %j through', (request) => expect(codeOf(request)).toBeUndefined());

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:4000' },
    { origin: 'null' },
    { origin: 'not a url' },
    { secFetchSite: 'cross-site' },
    { secFetchSite: 'same-site', origin: 'http://localhost:3000' },
    { secFetchSite: 'none' },
    { method: 'DELETE', origin: 'https://evil.example' },
  ])('refuses a change from another site: %j', (request) => expect(codeOf(request)).toBe('forbidden-origin'));

  it.each([
    { host: 'evil.example:3000', origin: 'http://evil.example:3000', secFetchSite: 'same-origin' },
    { host: 'evil.example', method: 'GET' },
    { host: null, method: 'GET' },
    { host: 'localhost.evil.example', method: 'GET' },
  ])('refuses a host that is not ours, also to read: %j', (request) =>
    expect(codeOf(request)).toBe('forbidden-host'),
  );

  it('answers to the hosts it is told, and then to no other', () => {
    const hosts = allowedHosts({ REDRIVE_ALLOWED_HOSTS: 'Desk.example.com, ' });
    expect(codeOf({ host: 'desk.example.com' }, hosts)).toBeUndefined();
    expect(codeOf({ host: 'localhost:3000' }, hosts)).toBe('forbidden-host');
  });
});
