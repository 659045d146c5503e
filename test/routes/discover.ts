import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '../..');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

export type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Response | Promise<Response>;

/** A method of a route, as its file exports it. */
export interface Route {
  method: string;
  /** From the folders: `/api/queues/[name]/scan`. */
  path: string;
  handler: Handler;
}

/** Every method of every `route.ts` under app/api, so that a new one is found without being named. */
export async function discoverRoutes(): Promise<Route[]> {
  const files = globSync('app/api/**/route.ts', { cwd: ROOT }).toSorted();
  const routes = await Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;
      const path = `/${file.slice('app/'.length, -'/route.ts'.length)}`;
      return METHODS.filter((method) => typeof module[method] === 'function').map((method) => ({
        method,
        path,
        handler: module[method] as Handler,
      }));
    }),
  );
  return routes.flat();
}

/** Names of the parameters in a path: `[name]` and `[...path]`. */
export function parametersOf(path: string): { name: string; isList: boolean }[] {
  return [...path.matchAll(/\[(\.\.\.)?([^\]]+)\]/g)].map(([, dots, name = '']) => ({
    name,
    isList: dots !== undefined,
  }));
}
