import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '#lib/context';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { createRedrive } from '#test/factories/redrives/run';
import { record } from '#test/factories/redrives/consumers';
import { leaveInLedger, listAll } from '#test/factories/redrives/world';
import { createJob } from '../jobs/create-job.ts';
import { listJobMessages } from '../jobs/job-messages.ts';
import { NO_OUTCOME } from '../jobs/job-record.ts';
import { acquireLease, endRun } from '../jobs/lease.ts';
import { listRedrives } from '../jobs/list-jobs.ts';
import { findJob } from '../jobs/read-job.ts';
import { showJob } from '../jobs/show-job.ts';
import type { SentEntry } from '../ledger/entries.ts';

vi.setConfig({ testTimeout: 60_000 });
const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

/** A completed job that has sent so many messages, as its ledger says; `ageMs` ago. */
async function sent(count: number, ageMs = 0) {
  const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
  const { id } = await createRedrive(desk.ctx, {
    source: deadLetters.name,
    selection: { messageIds: ['any'] },
  });
  const atMs = desk.ctx.clock.nowMs() - ageMs;
  const copies = Array.from({ length: count }, (_, index): SentEntry => ({
    messageId: `old-${index}`,
    newMessageId: `${deadLetters.name} ${index}`,
    target: source.name,
    atMs,
  }));
  for (let from = 0; from < count; from += 500) {
    await leaveInLedger(desk.ctx, id, 'sent', copies.slice(from, from + 500), { atMs });
  }
  const planned = await findJob(desk.ctx, id);
  const leased = planned && (await acquireLease(desk.ctx, planned, 1000));
  if (!leased) throw new TypeError('nobody else runs it');
  const [stage] = leased.job.progress.stages;
  const progress = { ...leased.job.progress, selected: count, moved: count };
  if (stage) progress.stages = [{ ...stage, moved: count, status: 'passed', outcome: NO_OUTCOME }];
  await endRun(desk.ctx, leased.lease, { progress, status: 'completed', reason: null, ended: true });
  return { id, copies };
}

/** As another process sees it, which has nothing cached; or as the same one, some seconds later. */
const look = (id: string, ctx: Context = desk.freshContext()) => showJob({ ctx, input: { id } });

const lookedUp = () =>
  desk.proxy.seen
    .filter(({ action }) => action === 'BatchGetItem')
    .reduce((sum, { body }) => {
      const [table] = Object.values((body['RequestItems'] ?? {}) as Record<string, { Keys: unknown[] }>);
      return sum + (table?.Keys.length ?? 0);
    }, 0);

const sum = (outcome: object) =>
  Object.values(outcome).reduce((total: number, count: number) => total + count, 0);

describe('the outcome of a job', () => {
  it('is what consumers recorded of each copy, and adds up to the moved', async () => {
    const { id, copies } = await sent(10);
    const attempts = copies.map(({ newMessageId: messageId }) => ({ messageId }));
    await record(desk.ctx, [
      ...attempts.slice(0, 4).map((one) => ({ ...one, outcome: 'succeeded' as const })),
      ...attempts.slice(4, 6).map((one) => ({ ...one, receiveCount: 2 })),
      ...attempts.slice(6, 7).map((one) => ({ ...one, receiveCount: 3 })),
    ]);
    const { outcome, totals } = await look(id);
    expect(outcome).toEqual({
      succeeded: 4,
      failingAgain: 2,
      deadAgain: 1,
      pending: 3,
      expired: 0,
      unknown: 0,
    });
    expect(sum(outcome)).toBe(totals.moved);
    const moved = await listAll(desk.ctx, id, 'moved');
    expect(moved.map((message) => message.outcome)).toEqual([
      ...Array<string>(4).fill('succeeded'),
      ...Array<string>(2).fill('failingAgain'),
      'deadAgain',
      ...Array<string>(3).fill('pending'),
    ]);
  });

  it('is kept: what has succeeded or died is not looked up again', async () => {
    const { id, copies } = await sent(120);
    const succeeded = copies
      .slice(0, 90)
      .map(({ newMessageId: messageId }) => ({ messageId, outcome: 'succeeded' as const }));
    await record(desk.ctx, succeeded);
    desk.proxy.heal();
    expect((await look(id)).outcome).toMatchObject({ succeeded: 90, pending: 30 });
    expect(lookedUp()).toBe(120);
    desk.proxy.heal();
    expect((await look(id)).outcome).toMatchObject({ succeeded: 90, pending: 30 });
    expect(lookedUp()).toBe(30);
    await record(
      desk.ctx,
      copies.slice(90).map(({ newMessageId: messageId }) => ({ messageId, receiveCount: 3 })),
    );
    expect((await look(id)).outcome).toMatchObject({ succeeded: 90, deadAgain: 30, pending: 0 });
    desk.proxy.heal();
    expect((await look(id)).outcome).toMatchObject({ succeeded: 90, deadAgain: 30 });
    expect(lookedUp()).toBe(0);
  });

  it('of a consumer that is known to record stays pending, also when its successes are known already', async () => {
    const { id, copies } = await sent(4, 20 * 60_000);
    expect((await look(id)).outcome).toMatchObject({ unknown: 4 });
    await record(
      desk.ctx,
      copies.slice(0, 3).map(({ newMessageId: messageId }) => ({ messageId, outcome: 'succeeded' as const })),
    );
    expect((await look(id)).outcome).toMatchObject({ succeeded: 3, pending: 1, unknown: 0 });
    expect((await look(id)).outcome).toMatchObject({ succeeded: 3, pending: 1, unknown: 0 });
  });

  it('of more than 5,000 open ones is looked up in turns, and adds up in each', async () => {
    const { id, copies } = await sent(6250);
    const some = copies.filter((_, index) => index % 10 === 0);
    await record(
      desk.ctx,
      some.map(({ newMessageId: messageId }) => ({ messageId, outcome: 'succeeded' as const })),
    );
    let passedMs = 0;
    const { clock, ...fresh } = desk.freshContext();
    const ctx: Context = { ...fresh, clock: { ...clock, nowMs: () => clock.nowMs() + passedMs } };
    const outcomes = [];
    for (let turn = 0; turn < 4; turn += 1) {
      desk.proxy.heal();
      // More open ones are read again after a longer while.
      passedMs = turn * 10_000;
      const job = await look(id, ctx);
      expect(lookedUp()).toBeLessThanOrEqual(5000);
      expect(sum(job.outcome)).toBe(6250);
      outcomes.push(job.outcome);
    }
    expect(outcomes.map(({ succeeded, pending }) => [succeeded, pending])).toEqual([
      [500, 5750],
      [625, 5625],
      [625, 5625],
      [625, 5625],
    ]);
  });

  it('is shown as far as it is known while attempts cannot be read', async () => {
    const { id, copies } = await sent(120);
    await record(
      desk.ctx,
      copies.map(({ newMessageId: messageId }) => ({ messageId, outcome: 'succeeded' as const })),
    );
    desk.proxy.fail(({ action }) =>
      action === 'BatchGetItem'
        ? { kind: 'answer', status: 400, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    expect((await look(id)).outcome).toMatchObject({ pending: 120 });
    expect((await listAll(desk.ctx, id, 'moved')).map(({ outcome }) => outcome)).toEqual(
      Array<string>(120).fill('unknown'),
    );
  });
});

describe('the lists of a job', () => {
  it('come in pages that have every message once', async () => {
    const { id, copies } = await sent(1300);
    const pages: number[] = [];
    let cursor: string | undefined;
    do {
      const request = cursor === undefined ? { list: 'moved' } : { list: 'moved', cursor };
      const page = await listJobMessages({ ctx: desk.ctx, input: { id, request } });
      pages.push(page.messages.length);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(pages.length).toBeGreaterThan(2);
    const all = await listAll(desk.ctx, id, 'moved');
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(copies.length);
    expect(all).toHaveLength(copies.length);
  });

  it('tell skipped from failed', async () => {
    const { id } = await sent(1);
    const atMs = desk.ctx.clock.nowMs();
    const unmoved = Array.from({ length: 450 }, (_, index) => ({
      messageId: `m${index}`,
      list: index % 3 === 0 ? ('skipped' as const) : ('failed' as const),
      code: 'too-large',
      message: 'It has too many bytes.',
      atMs,
    }));
    await leaveInLedger(desk.ctx, id, 'unmoved', unmoved.slice(0, 200));
    await leaveInLedger(desk.ctx, id, 'unmoved', unmoved.slice(200));
    expect(await listAll(desk.ctx, id, 'skipped')).toHaveLength(150);
    expect(await listAll(desk.ctx, id, 'failed')).toHaveLength(300);
    expect(await listAll(desk.ctx, id, 'doubtful')).toEqual([]);
  });

  it('mark what may be doubled', async () => {
    const { id } = await sent(3);
    const doubt = { messageId: 'old-1', code: 'delete-unconfirmed', message: 'why', atMs: 1 };
    await leaveInLedger(desk.ctx, id, 'doubt', [doubt, { ...doubt, messageId: 'old-2' }]);
    await leaveInLedger(desk.ctx, id, 'settled', ['old-2']);
    const moved = await listAll(desk.ctx, id, 'moved');
    expect(moved.map(({ mayBeDoubled, code }) => [mayBeDoubled, code])).toEqual([
      [false, null],
      [true, 'delete-unconfirmed'],
      [false, null],
    ]);
    expect(await listAll(desk.ctx, id, 'doubtful')).toMatchObject([
      { messageId: 'old-1', list: 'moved', mayBeDoubled: true },
    ]);
  });

  it.each([
    [{ list: 'all' }, 'list'],
    [{ list: 'moved', cursor: 'unmoved#000001#000000001' }, 'cursor'],
    [{ list: 'moved', cursor: '' }, 'cursor'],
    [{ list: 'failed', cursor: 'nonsense' }, 'cursor'],
    [{ list: 'failed', cursor: 'x'.repeat(201) }, 'cursor'],
    [{}, 'list'],
  ])('refuse what is no list or no cursor: %j', async (request, field) => {
    const { id } = await sent(1);
    await expect(listJobMessages({ ctx: desk.ctx, input: { id, request } })).rejects.toMatchObject({
      code: 'invalid-input',
      field,
    });
  });
});

describe('the list of jobs', () => {
  it('is newest first, of one source or of all, and an error beside the tasks', async () => {
    const [first, second] = [await sent(1), await sent(2)];
    const { jobs, jobsError } = await listRedrives({ ctx: desk.freshContext(), input: {} });
    const ids = jobs.map(({ id }) => id);
    expect(ids.indexOf(second.id)).toBeLessThan(ids.indexOf(first.id));
    expect(jobsError).toBeNull();
    const source = jobs.find(({ id }) => id === first.id)?.source ?? '';
    const own = await listRedrives({ ctx: desk.freshContext(), input: { source } });
    expect(own.jobs.map(({ id }) => id)).toEqual([first.id]);
    desk.proxy.fail(({ action }) =>
      action === 'Query' ? { kind: 'answer', status: 500, code: 'InternalServerError' } : { kind: 'pass' },
    );
    const failed = await listRedrives({ ctx: desk.freshContext(), input: { source } });
    expect(failed).toMatchObject({
      jobs: [],
      tasks: [],
      jobsError: expect.stringContaining('cannot be read'),
    });
  });

  it('says that there are older ones than a hundred', async () => {
    const { id } = await sent(1);
    const job = await findJob(desk.ctx, id);
    if (!job) throw new TypeError('there is a job');
    const { spec, progress } = job;
    const others = Array.from({ length: 100 }, (_, index) => ({
      id: `j${index.toString(16).padStart(24, '0')}`,
      spec: { ...spec, source: `queue-${index}` },
      progress,
      messageIds: null,
      body: null,
    }));
    await Promise.all(others.map((input) => createJob({ ctx: desk.ctx, input })));
    const { jobs, truncated } = await listRedrives({
      ctx: { ...desk.freshContext(), clock: desk.ctx.clock },
      input: {},
    });
    expect([jobs.length, truncated]).toEqual([100, true]);
  });
});
