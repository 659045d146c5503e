/** What keeps cookies and follows redirects as a browser does, without one: `ask` answers for the desk, `fetch` for everybody else. */
export interface CookieJar {
  /** The `cookie` header for a site. */
  header(url: URL): string;
  cookies(url: URL): Map<string, string>;
  keep(url: URL, response: Response): void;
}

/** Cookies by host and port: two servers of a test on loopback do not share theirs. */
export function createCookieJar(): CookieJar {
  const sites = new Map<string, Map<string, string>>();
  const cookies = ({ host }: URL) => {
    const site = sites.get(host) ?? new Map<string, string>();
    sites.set(host, site);
    return site;
  };
  return {
    cookies,
    header: (url) => [...cookies(url)].map(([name, value]) => `${name}=${value}`).join('; '),
    keep(url, response) {
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        const isOver = /max-age=0|expires=thu, 01 jan 1970/i.test(line);
        if (isOver) cookies(url).delete(pair.slice(0, at));
        else cookies(url).set(pair.slice(0, at), pair.slice(at + 1));
      }
    },
  };
}

/** One request with the jar's cookies; whatever is set is kept, and no redirect is followed. */
export async function visit(
  jar: CookieJar,
  url: URL,
  ask: (request: Request) => Promise<Response> = (request) => fetch(request),
): Promise<Response> {
  const headers = { host: url.host, cookie: jar.header(url) };
  const response = await ask(new Request(url, { headers, redirect: 'manual' }));
  jar.keep(url, response);
  return response;
}

/** Goes on from `url`, choosing `account` where the provider asks who it is, until an address for which `until` holds. */
export async function followLogin(
  jar: CookieJar,
  url: URL,
  { account, until }: { account: string; until: (url: URL) => boolean },
): Promise<URL> {
  let at = url;
  for (let steps = 0; steps < 10; steps += 1) {
    if (until(at)) return at;
    const response = await visit(jar, at);
    const location = response.headers.get('location');
    await response.body?.cancel();
    if (location !== null) at = new URL(location, at);
    else if (at.pathname.startsWith('/interaction/')) at = new URL(`?account=${account}`, at);
    else throw new Error(`${at.href} answered ${response.status} and led nowhere`);
  }
  throw new Error('The sign-in went round in circles.');
}
