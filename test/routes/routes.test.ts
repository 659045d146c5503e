import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { parseInput as ParseInput } from '#lib/parse-input';
import { openDesk } from '#test/factories/desk';
import { discoverRoutes, parametersOf, type Route } from './discover.ts';
import { judge, type Verdict } from './judge.ts';
import { learnSchemas, noteSchema } from './learn.ts';
import { planRequests, toRequest, type Plan, type Words } from './requests.ts';
import { cancelJobs, furnish } from './world.ts';

vi.mock('#lib/parse-input', async (importOriginal) => {
  const original = await importOriginal<{ parseInput: typeof ParseInput }>();
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

async function answer(route: Route, plan: Plan): Promise<Verdict> {
  const [request, context] = toRequest(route, plan);
  const verdict = await judge(await route.handler(request, context), AWS_SECRET_ACCESS_KEY);
  const counts = (statuses[`${route.method} ${route.path}`] ??= {});
  counts[verdict.status] = (counts[verdict.status] ?? 0) + 1;
  return verdict;
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
          const { faults } = await answer(route, plan);
          expect(faults).toEqual([]);
          // What is printed as an error is a defect of ours, whatever the answer was.
          expect(printed).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: !LONG },
      );
    },
  );
});

/** An answer of what comes after the parsing: a success, or what the state of things forbids. */
function isDeep(status: string): boolean {
  return Number(status) < 400 || status === '409';
}

it('has tried enough of everything, or nothing was proved', () => {
  if (LONG) console.table(statuses);
  const shallow = routes
    .filter(({ path }) => !path.includes('[...'))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !Object.keys(statuses[route] ?? {}).some(isDeep));
  // All others went past whatever parses the input.
  expect(shallow).toEqual([]);
  const all = new Set(Object.values(statuses).flatMap((counts) => Object.keys(counts)));
  expect([...all]).toEqual(expect.arrayContaining(['200', '400', '404', '409', '413']));
});

it('serves on afterwards, and no job is left running', async () => {
  await expect.poll(() => cancelJobs(desk), { timeout: 30_000 }).toBe(0);
  const health = routes.find(({ path }) => path === '/api/health');
  if (!health) throw new TypeError('there is a route of health');
  expect(await answer(health, plainest(health))).toEqual({ status: 200, faults: [] });
});
