import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteKey } from '#lib/access/routes/routes';

const APP = resolve(import.meta.dirname, '../../../app');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Every handler that the files of app/api export, by `METHOD /api/path`; the one for what is not there is left out. */
export async function loadRoutes(): Promise<Map<string, Handler>> {
  const files = globSync('api/**/route.ts', { cwd: APP }).filter((file) => !file.includes('[...'));
  const routes = new Map<string, Handler>();
  for (const file of files) {
    const module = (await import(pathToFileURL(resolve(APP, file)).href)) as Record<string, Handler>;
    for (const method of METHODS) {
      const handler = module[method];
      if (handler) routes.set(`${method} /${file.replace(/\/route\.ts$/, '')}`, handler);
    }
  }
  return routes;
}

export const DESK_HOST = 'localhost:3000';

export interface Ask {
  params?: Record<string, string>;
  /** After the path, with its question mark. */
  search?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Calls a route as Next does, from the desk's own host. */
export async function callRoute(
  routes: ReadonlyMap<string, Handler>,
  key: RouteKey,
  { params = {}, search = '', headers = {}, body }: Ask = {},
): Promise<Response> {
  const [method = '', path = ''] = key.split(' ');
  const handler = routes.get(key);
  if (!handler) throw new TypeError(`there is no ${key}`);
  const url = `http://${DESK_HOST}${path.replaceAll(/\[(\w+)\]/g, (_, name: string) => params[name] ?? 'x')}`;
  const request = new Request(`${url}${search}`, {
    method,
    headers: { host: DESK_HOST, ...headers },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  });
  return handler(request, { params: Promise.resolve(params) });
}
