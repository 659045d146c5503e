import { fileURLToPath } from 'node:url';
import { CreateEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { grants } from '#infra/permissions/grants';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { iamActionOf } from './iam/iam-action.ts';
import { refuse } from './iam/refusal.ts';
import { forgetProcessContext } from './visits/process-context.ts';
import { listRoutes } from './visits/api.ts';
import { createVisitor, type World } from './visits/visits.ts';

const functionName = 'consumer';
const desk = openDesk({
  stateTable: true,
  functions: [
    {
      name: functionName,
      entry: fileURLToPath(new URL('../fixtures/functions/consumes.ts', import.meta.url)),
      handler: 'succeeds',
      timeoutSeconds: 3,
      memoryMb: 128,
      environment: {},
    },
  ],
});

/** What the server asks of AWS where jobs run in it. */
const ACTIONS = [
  ...new Set([...grants.operator, ...grants.mover].flatMap(({ actions }) => actions)),
].toSorted();

let routes: Awaited<ReturnType<typeof listRoutes>>;

beforeAll(async () => {
  routes = await listRoutes();
});

/** Queues of a case, with a consumer that takes nothing. */
async function createWorld(): Promise<World> {
  const pair = await createFilledPair(desk.sqs, 6);
  const lambda = new LambdaClient({ endpoint: desk.engine.endpoint });
  await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: functionName,
      EventSourceArn: pair.source.arn,
      Enabled: false,
    }),
  );
  lambda.destroy();
  return { ...pair, functionName };
}

async function visitAll(world: World) {
  forgetProcessContext();
  const visitor = createVisitor(routes, world);
  await visitor.look();
  await visitor.change();
  return visitor.answers;
}

it('the visits leave no route of the API out', async () => {
  const answers = await visitAll(await createWorld());
  const visited = new Set(answers.map(({ route }) => route));
  const left = [...routes.keys()].filter((route) => !visited.has(route));
  expect(left.filter((route) => !route.endsWith('[...path]'))).toEqual([]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});

describe('an action that is not allowed costs its own panel, which names it', () => {
  it.each(ACTIONS)('%s', { timeout: 60_000 }, async (action) => {
    const world = await createWorld();
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
    expect(named, 'routes that name it').not.toEqual([]);
    if (!LISTS_EVERYTHING.has(action)) {
      const broken = answers.filter(({ status }) => status === 403).map(({ route }) => route);
      expect(broken.filter((route) => OVERVIEW.includes(route))).toEqual([]);
    }
  });
});

/** Without it there is nothing to show an overview of. */
const LISTS_EVERYTHING = new Set(['sqs:ListQueues']);
const OVERVIEW = ['GET /health', 'GET /queues', 'GET /overview'];
