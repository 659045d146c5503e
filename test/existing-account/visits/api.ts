import { globSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const HOST = 'localhost:3000';

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response> | Response;

/** What a route answered. */
export interface Answer {
  /** `GET /queues/[name]` */
  route: string;
  status: number;
  text: string;
}

/** Every route of the API by method and folder, as Next finds them: `GET /queues/[name]`. */
export async function listRoutes(): Promise<Map<string, Handler>> {
  const files = globSync('app/api/**/route.ts', { cwd: ROOT }).filter((file) => !file.includes('/_http/'));
  const routes = new Map<string, Handler>();
  for (const file of files) {
    const handlers = (await import(resolve(ROOT, file))) as Record<string, Handler>;
    for (const method of METHODS) {
      const handler = handlers[method];
      if (handler) routes.set(`${method} ${file.slice('app/api'.length, -'/route.ts'.length)}`, handler);
    }
  }
  return routes;
}

/** Calls a route as Next does, and reads the answer to its end. */
export async function callRoute(
  routes: ReadonlyMap<string, Handler>,
  route: string,
  { params = {}, query = '', body }: { params?: Record<string, string>; query?: string; body?: unknown } = {},
): Promise<Answer> {
  const handler = routes.get(route);
  if (!handler) throw new TypeError(`the API has no ${route}`);
  const [method = 'GET', path = ''] = route.split(' ');
  const request = new Request(`http://${HOST}/api${path.replaceAll(/[[\]]/g, '')}${query}`, {
    method,
    headers: { host: HOST },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = await handler(request, { params: Promise.resolve(params) });
  return { route, status: answer.status, text: await answer.text() };
}
