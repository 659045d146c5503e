import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorBody } from '#lib/access/types';
import type { MessageAttempts, RetryingList } from '#lib/attempts/types';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { openDesk } from '#test/factories/desk';
import { createQueue } from '#test/factories/queue';
import { GET as attempts } from './messages/[id]/attempts/route.ts';
import { GET as retrying } from './queues/[name]/retrying/route.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

function get(path: string, host = 'localhost:3000'): Request {
  return new Request(`http://localhost:3000${path}`, { headers: { host } });
}

const of = (id: string, query = '') =>
  attempts(get(`/api/messages/id/attempts${query}`), { params: Promise.resolve({ id }) });
const ofQueue = (name: string, host?: string) =>
  retrying(get('/api/queues/name/retrying', host), { params: Promise.resolve({ name }) });

async function refusal(response: Response) {
  const { error } = (await response.json()) as ErrorBody;
  return { status: response.status, ...error };
}

describe('the routes of attempts', () => {
  it('answer with what lib/ says, never from a cache of the browser', async () => {
    const { name: queue } = await createQueue(desk.sqs);
    const written = attempt({ messageId: `in ${queue}`, queue, receiveCount: 2 });
    if (!desk.ctx.state) throw new TypeError('the desk has a table');
    await writeAttempts(desk.ctx.state, [written]);

    const answers = await Promise.all([of(written.messageId, `?deadFrom=${queue}`), ofQueue(queue)]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    const [story, list] = (await Promise.all(answers.map((answer) => answer.json()))) as [
      MessageAttempts,
      RetryingList,
    ];
    expect(story.entries.map(({ kind, attempt }) => [kind, attempt])).toEqual([
      ['inferred', 1],
      ['recorded', 2],
    ]);
    expect(list.messages).toMatchObject([{ messageId: written.messageId, state: 'hidden' }]);
  });

  it.each([
    ['x'.repeat(129), '', undefined],
    ['m', '?generation=many', 'generation'],
    ['m', '?root=', 'root'],
    ['m', '?receivesBefore=1e3', 'receivesBefore'],
    ['m', '?unknown=1', 'unknown'],
    ['m', '?__proto__=1', '__proto__'],
  ])('refuse what cannot be read (%#)', async (id, query, field) => {
    expect(await refusal(await of(id, query))).toMatchObject({
      status: 400,
      code: 'invalid-input',
      ...(field && { field }),
    });
  });

  it('take any id a message could have claimed', async () => {
    for (const id of ['\u0000', '\ud800', '../../etc', '💥'.repeat(64), 'constructor', '#']) {
      expect((await of(id)).status).toBe(200);
    }
  });

  it('say 404 of a queue that does not exist, and 403 to another site', async () => {
    expect(await refusal(await ofQueue('gone'))).toMatchObject({ status: 404, code: 'queue-not-found' });
    expect(await refusal(await ofQueue('../etc'))).toMatchObject({ status: 404 });
    expect(await refusal(await ofQueue('any', 'evil.example'))).toMatchObject({ status: 403 });
  });

  it('say 403 with the reason when the table refuses', async () => {
    const { name: queue } = await createQueue(desk.sqs);
    desk.proxy.fail(({ action }) =>
      action === 'Query' || action === 'BatchGetItem'
        ? { kind: 'answer', status: 400, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    for (const answer of [await of('m'), await ofQueue(queue)]) {
      const { status, code, message } = await refusal(answer);
      expect({ status, code }).toEqual({ status: 403, code: 'attempts-unavailable' });
      expect(message).toMatch(/Not allowed: dynamodb:\w+/);
    }
  });
});
