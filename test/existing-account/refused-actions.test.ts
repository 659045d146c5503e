import { beforeAll, describe, expect, it } from 'vitest';
import { grants } from '#infra/permissions/grants';
import { openDesk } from '#test/factories/desk';
import { iamActionOf } from './iam/iam-action.ts';
import { refuse } from './iam/refusal.ts';
import { forgetProcessContext } from './visits/process-context.ts';
import { listRoutes } from './visits/api.ts';
import { createVisitor, type World } from './visits/visits.ts';
import { consumer, createWorld } from './world.ts';

const desk = openDesk({ stateTable: true, functions: [consumer] });

/** What the server asks of AWS where jobs run in it. */
const ACTIONS = [
  ...new Set([...grants.operator, ...grants.mover].flatMap(({ actions }) => actions)),
].toSorted();

let routes: Awaited<ReturnType<typeof listRoutes>>;

beforeAll(async () => {
  routes = await listRoutes();
});

async function visitAll(world: World) {
  forgetProcessContext();
  const visitor = createVisitor(routes, world);
  await visitor.look();
  await visitor.change();
  return visitor.answers;
}

it('the visits leave no route of the API out', async () => {
  const answers = await visitAll(await createWorld(desk));
  const visited = new Set(answers.map(({ route }) => route));
  const left = [...routes.keys()].filter((route) => !visited.has(route));
  expect(left.filter((route) => !route.endsWith('[...path]'))).toEqual([]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});

describe('an action that is not allowed costs its own panel, which names it', () => {
  it.each(ACTIONS)('%s', { timeout: 60_000 }, async (action) => {
    const world = await createWorld(desk);
    let refusals = 0;
    desk.proxy.heal();
    desk.proxy.fail((request) => {
      if (iamActionOf(request) !== action) return { kind: 'pass' };
      refusals += 1;
      return refuse(request);
    });
    const answers = await visitAll(world);
    expect(refusals, 'the visits ask for it').toBeGreaterThan(0);
    expect(answers.filter(({ status, text }) => status >= 500 || text.includes('"internal"'))).toEqual([]);
    const named = answers.filter(({ text }) => text.includes(action)).map(({ route }) => route);
    expect(named.length > 0, 'some route names it').toBe(!HARMLESS.has(action));
    const isBroken = answers.some(({ route, status }) => status === 403 && OVERVIEW.has(route));
    expect(isBroken, 'the overview is lost').toBe(LISTS_EVERYTHING.has(action));
  });
});

/** Nothing is missing without it: the lock of a job that has ended is taken from it by the next one. */
const HARMLESS = new Set(['dynamodb:DeleteItem']);

/** Without it there is nothing to show an overview of. */
const LISTS_EVERYTHING = new Set(['sqs:ListQueues']);
const OVERVIEW = new Set(['GET /health', 'GET /queues', 'GET /overview']);
