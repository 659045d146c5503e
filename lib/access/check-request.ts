import { DomainError } from '#lib/errors';

/** What a request says of where it comes from. Header values as sent; null when absent. */
export interface RequestOrigin {
  method: string;
  host: string | null;
  origin: string | null;
  secFetchSite: string | null;
}

/** Names of this machine's loopback interface. */
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests that another web site makes a browser send. The host must be one we answer to, which a page that has
 * pointed its own name at this machine (DNS rebinding) cannot fake; and whatever changes something must come from our own
 * pages, or from no browser at all.
 * @param allowedHosts host names without port, from `REDRIVE_ALLOWED_HOSTS`; default: loopback only
 * @throws DomainError `forbidden-host`, `forbidden-origin`
 */
export function checkRequest(request: RequestOrigin, allowedHosts: readonly string[]): void {
  if (!allowedHosts.includes(hostName(request.host))) {
    throw new DomainError(
      'forbidden-host',
      `The desk does not answer to the host "${request.host ?? ''}". Name it in REDRIVE_ALLOWED_HOSTS.`,
    );
  }
  const changesNothing = request.method === 'GET' || request.method === 'HEAD';
  if (!changesNothing && !isSameOrigin(request)) {
    throw new DomainError('forbidden-origin', 'This request comes from another site.');
  }
}

/** Hosts of `REDRIVE_ALLOWED_HOSTS` (comma-separated), or the loopback names. */
export function allowedHosts(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const names = (env['REDRIVE_ALLOWED_HOSTS'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  const given = names.filter((name) => name !== '');
  return given.length > 0 ? given : LOOPBACK_HOSTS;
}

/** Whether `host`, with or without a port, is this machine's own loopback. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.includes(hostName(host));
}

/** Every browser sends at least one of the two headers with a request that changes something; scripts send none. */
function isSameOrigin({ host, origin, secFetchSite }: RequestOrigin): boolean {
  if (secFetchSite !== null && secFetchSite !== 'same-origin') return false;
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** `host` without its port, in lower case. */
export function hostName(host: string | null): string {
  return (host ?? '').toLowerCase().replace(/:\d+$/, '');
}
