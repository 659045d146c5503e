import { afterEach, describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { createQueue, readDepth } from '#test/factories/queue';
import { startRedrive } from '../start-redrive.ts';
import type { MoveTask } from '../types.ts';
import { cancelMove } from './cancel-move.ts';
import { listMoves } from './list-moves.ts';

const desk = openDesk();

afterEach(() => desk.proxy.heal());

async function startAll(source: string, options: object = {}): Promise<MoveTask> {
  const request = { source, selection: { all: true }, engine: 'aws', ...options };
  const answer = await startRedrive({ ctx: desk.ctx, input: { request, by: 'test' } });
  if (answer.kind !== 'task') throw new TypeError('expected a task');
  return answer.task;
}

/** The newest task of `source` as another process sees it, which has nothing cached. */
async function newest(source: string): Promise<MoveTask | undefined> {
  const { tasks } = await listMoves({ ctx: desk.freshContext(), input: { source } });
  return tasks[0];
}

describe("startRedrive with AWS's engine", () => {
  it('starts a task that moves everything back', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 12);
    await startAll(deadLetters.name);
    await expect.poll(() => newest(deadLetters.name)).toMatchObject({ status: 'completed', id: null });
    expect((await readDepth(desk.sqs, source.url)).visible).toBe(12);
  });

  it('moves at the rate asked for, refuses a second task, and cancels', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 50);
    const target = await createQueue(desk.sqs);
    const task = await startAll(deadLetters.name, { ratePerSecond: 2, target: target.name });
    expect(task).toMatchObject({ status: 'running', ratePerSecond: 2, target: target.name, toMove: 50 });
    await expect(startAll(deadLetters.name)).rejects.toMatchObject({ code: 'task-already-running' });

    await cancelMove({ ctx: desk.ctx, input: { id: task.id ?? '' } });
    await expect.poll(() => newest(deadLetters.name)).toMatchObject({ status: 'cancelled' });
    const left = (await readDepth(desk.sqs, deadLetters.url)).visible;
    expect(left).toBeGreaterThan(0);
    expect(left + (await readDepth(desk.sqs, target.url)).visible).toBe(50);
    expect((await readDepth(desk.sqs, source.url)).visible).toBe(0);
    await expect(cancelMove({ ctx: desk.ctx, input: { id: task.id ?? '' } })).rejects.toMatchObject({
      code: 'task-not-found',
    });
  });

  it('shows a started task at once, whatever was listed before', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 20);
    const input = { source: deadLetters.name };
    expect((await listMoves({ ctx: desk.ctx, input })).tasks).toEqual([]);
    const task = await startAll(deadLetters.name, { ratePerSecond: 1 });
    expect((await listMoves({ ctx: desk.ctx, input })).tasks).toMatchObject([{ id: task.id }]);
    await cancelMove({ ctx: desk.ctx, input: { id: task.id ?? '' } });
  });

  it.each([
    [{ selection: { all: false } }, 'selection'],
    [{ selection: { messageIds: [] } }, 'selection.messageIds'],
    [{ selection: { messageIds: ['a'] } }, 'engine'],
    [{ selection: { query: '' } }, 'engine'],
    [{ edit: { bodyPatch: {} } }, 'edit'],
    [{ targetFunction: 'processor' }, 'targetFunction'],
    [{ canary: { stages: [1], maxFailureRatio: 0 } }, 'canary'],
    [{ ratePerSecond: 501 }, 'ratePerSecond'],
    [{ ratePerSecond: 0 }, 'ratePerSecond'],
    [{ target: 'dlq' }, 'target'],
    [{ canary: true }, 'canary'],
    [{ source: '' }, 'source'],
  ])('refuses a request, naming the field: %#', async (options, field) => {
    await expect(startAll('dlq', options)).rejects.toMatchObject({ code: 'invalid-input', field });
  });

  it('refuses a queue that is no dead-letter queue, and queues that do not exist', async () => {
    const { name } = await createQueue(desk.sqs);
    await expect(startAll(name)).rejects.toMatchObject({ code: 'not-a-dead-letter-queue' });
    await expect(startAll('gone')).rejects.toMatchObject({ code: 'queue-not-found' });
    const { deadLetters } = await createDeadLetterPair(desk.sqs);
    await expect(startAll(deadLetters.name, { target: 'gone' })).rejects.toMatchObject({
      code: 'queue-not-found',
    });
  });
});

describe('cancelMove', () => {
  it.each(['', 'x', '%%%', 'bm90LWEtdGFzaw'])('knows no task %s', async (id) => {
    await expect(cancelMove({ ctx: desk.ctx, input: { id } })).rejects.toMatchObject({
      code: 'task-not-found',
    });
  });
});

describe('listMoves', () => {
  it('lists the tasks of all dead-letter queues, newest first, and names those it may not read', async () => {
    const first = await createFilledPair(desk.sqs, 1);
    const second = await createFilledPair(desk.sqs, 1);
    await startAll(first.deadLetters.name);
    await startAll(second.deadLetters.name);
    const { tasks } = await listMoves({ ctx: desk.freshContext(), input: {} });
    const sources = tasks.map(({ source }) => source);
    expect(sources.indexOf(second.deadLetters.name)).toBeLessThan(sources.indexOf(first.deadLetters.name));
    expect(sources).toContain(first.deadLetters.name);

    desk.proxy.fail(({ action, body }) =>
      action === 'ListMessageMoveTasks' && body['SourceArn'] === first.deadLetters.arn
        ? { kind: 'answer', status: 403, code: 'AccessDenied' }
        : { kind: 'pass' },
    );
    const { unreadable } = await listMoves({ ctx: desk.freshContext(), input: {} });
    expect(unreadable).toMatchObject([{ name: first.deadLetters.name, code: 'access-denied' }]);
  });
});
