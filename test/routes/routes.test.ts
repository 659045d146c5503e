import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openDesk } from '#test/factories/desk';
import { discoverRoutes, parametersOf, type Route } from './discover.ts';
import { judge } from './judge.ts';
import { learnSchemas, noteSchema } from './learn.ts';
import { planRequests, toRequest, type Plan, type Words } from './requests.ts';
import { cancelJobs, furnish } from './world.ts';

vi.mock('#lib/parse-input', async (importOriginal) => {
  const original = await importOriginal<typeof import('#lib/parse-input')>();
  return {
    ...original,
    parseInput: (...[schema, input]: Parameters<typeof original.parseInput>) => {
      noteSchema(schema);
      return original.parseInput(schema, input);
    },
  };
});

/** Of one route; the long run is `npm run fuzz:routes`. */
const LONG = process.env['REDRIVE_FUZZ_RUNS'] !== undefined;
const RUNS = Number(process.env['REDRIVE_FUZZ_RUNS'] ?? 60);
const SEED = Number(process.env['REDRIVE_FUZZ_SEED'] ?? 20_261_125);

const desk = openDesk({ stateTable: true });
const AWS_SECRET_ACCESS_KEY = randomUUID();
const printed: unknown[] = [];
let words: Words;

beforeAll(async () => {
  Object.assign(process.env, { AWS_SECRET_ACCESS_KEY });
  vi.spyOn(console, 'error').mockImplementation((...parts) => void printed.push(...parts));
  words = await furnish(desk);
});

const routes = await discoverRoutes();

/** How often which status was the answer, by route. */
const statuses: Record<string, Record<number, number>> = {};

async function answer(route: Route, plan: Plan): Promise<number> {
  const [request, context] = toRequest(route, plan);
  const status = await judge(await route.handler(request, context), AWS_SECRET_ACCESS_KEY);
  const counts = (statuses[`${route.method} ${route.path}`] ??= {});
  counts[status] = (counts[status] ?? 0) + 1;
  return status;
}

/** A request of the plainest kind, with parameters that exist. */
function plainest({ method, path }: Route): Plan {
  const params = parametersOf(path).map(({ name, isList }) => {
    const known = words.params[name]?.[0] ?? 'x';
    return [name, isList ? [known] : known] as const;
  });
  return {
    params: Object.fromEntries(params),
    query: '',
    headers: { host: 'localhost:3000' },
    body: method === 'GET' ? null : '{}',
  };
}

it('finds the routes', () => {
  expect(routes.length).toBeGreaterThan(20);
});

describe('bad input', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers 2xx or 4xx in the shape of the API, and says nothing of the inside',
    { timeout: 60_000 + RUNS * 1_000 },
    async (_, route) => {
      const wanted = await learnSchemas(() => answer(route, plainest(route)));
      await fc.assert(
        fc.asyncProperty(planRequests(route, wanted, words), async (plan) => {
          printed.length = 0;
          await answer(route, plan);
          // What is printed as an error is a defect of ours, whatever the answer was.
          expect(printed).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: !LONG },
      );
    },
  );
});

it('has tried enough of everything, or nothing was proved', () => {
  if (LONG) console.table(statuses);
  for (const route of routes.filter(({ path }) => !path.includes('[...'))) {
    const counts = statuses[`${route.method} ${route.path}`] ?? {};
    // Past whatever parses the input.
    expect((counts[200] ?? 0) + (counts[409] ?? 0), `${route.method} ${route.path}`).toBeGreaterThan(0);
  }
  const all = new Set(Object.values(statuses).flatMap((counts) => Object.keys(counts)));
  expect([...all]).toEqual(expect.arrayContaining(['200', '400', '404', '409', '413']));
});

it('serves on afterwards, and no job is left running', async () => {
  await expect.poll(() => cancelJobs(desk), { timeout: 30_000 }).toBe(0);
  const health = routes.find(({ path }) => path === '/api/health');
  if (!health) throw new TypeError('there is a route of health');
  expect(await answer(health, plainest(health))).toBe(200);
});
