import { beforeAll, describe, expect, it, vi } from 'vitest';
import { besideAccount, type Grant, grants } from '#infra/permissions/grants';
import { openDesk } from '#test/factories/desk';
import { iamActionOf } from './iam/iam-action.ts';
import { isAllowed } from './iam/is-allowed.ts';
import { refuse, resourceOf } from './iam/refusal.ts';
import { listRoutes } from './visits/api.ts';
import { forgetProcessContext } from './visits/process-context.ts';
import { createVisitor } from './visits/visits.ts';
import { consumer, createWorld } from './world.ts';

vi.setConfig({ testTimeout: 60_000 });
const desk = openDesk({ stateTable: true, functions: [consumer] });

let routes: Awaited<ReturnType<typeof listRoutes>>;
beforeAll(async () => {
  routes = await listRoutes();
});

/** Visits under a policy that names the queues of one world; returns the answers and what was refused. */
async function visitUnder(list: readonly Grant[], how: readonly ('look' | 'change')[]) {
  const world = await createWorld(desk);
  const named = { queues: [world.source.arn], deadLetterQueues: [world.deadLetters.arn] };
  const refused = new Set<string>();
  forgetProcessContext();
  desk.proxy.fail((request) => {
    if (isAllowed(list, request, named)) return { kind: 'pass' };
    // Queues of other worlds are listed and may not be read: that is no fault of the policy.
    const resource = resourceOf(request);
    if (resource === null || [...named.queues, ...named.deadLetterQueues].includes(resource)) {
      refused.add(`${iamActionOf(request)} ${JSON.stringify(request.body)}`);
    }
    return refuse(request);
  });
  const visitor = createVisitor(routes, world);
  for (const what of how) await visitor[what]();
  desk.proxy.heal();
  return { answers: visitor.answers, refused: [...refused] };
}

/** The table on the same machine is asked through the same proxy here. */
const table = grants.mover.filter(({ on }) => on.startsWith('state table'));

describe('the policies of docs/permissions.md are enough', () => {
  it('for a viewer beside an account, who looks', async () => {
    const { answers, refused } = await visitUnder([...besideAccount.viewer, ...table], ['look']);
    expect(refused).toEqual([]);
    expect(answers.filter(({ status }) => ![200, 303, 404].includes(status))).toEqual([]);
  });

  it('for an operator beside an account, who does everything', async () => {
    const { answers, refused } = await visitUnder([...besideAccount.operator, ...table], ['look', 'change']);
    expect(refused).toEqual([]);
    expect(answers.filter(({ status }) => status === 403 || status >= 500)).toEqual([]);
  });

  it('and a viewer changes nothing: what is not allowed says so', async () => {
    const { answers } = await visitUnder([...besideAccount.viewer, ...table], ['look', 'change']);
    const send = answers.find(({ route }) => route === 'POST /queues/[name]/messages');
    expect(send).toMatchObject({ status: 403, text: expect.stringContaining('sqs:SendMessage') });
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });
});
