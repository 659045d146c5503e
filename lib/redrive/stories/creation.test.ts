import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { JOBS } from '#lib/state/call-table';
import { writeItems } from '#lib/state/write-items';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { readDepth } from '#test/factories/queue';
import { createRedrive, idleContext, QUICK } from '#test/factories/redrives/run';
import { controlJob } from '../jobs/control-job.ts';
import { activeKey, jobKey, toKeyAttributes } from '../jobs/keys.ts';
import { listRedrives } from '../jobs/list-jobs.ts';
import { findJob } from '../jobs/read-job.ts';
import { runJob } from '../mover/run-job.ts';
import { reviveJobs } from '../runner/revive-jobs.ts';
import { startDelete } from '../start-redrive.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

const ALL = { all: true } as const;

async function cancel(id: string): Promise<void> {
  await controlJob({ ctx: idleContext(desk.ctx), input: { id, control: 'cancel' } });
  await runJob({ ctx: desk.ctx, input: { jobId: id, options: QUICK } });
}

async function deleteItem(key: Record<string, string>): Promise<void> {
  const { state } = desk.ctx;
  await state?.documents.send(new DeleteCommand({ TableName: state.name, Key: key }));
}

/** A clock that is ahead of the others. */
function ahead(ms: number) {
  const { clock } = desk.ctx;
  return idleContext({ ...desk.ctx, clock: { ...clock, nowMs: () => clock.nowMs() + ms } });
}

describe('making a job', () => {
  it('twice with one key makes one, also at the same time and when its queue is gone', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 2);
    const request = {
      source: deadLetters.name,
      selection: ALL,
      idempotencyKey: `key of ${deadLetters.name}`,
    };
    const jobs = await Promise.all([1, 2, 3].map(() => createRedrive(desk.ctx, request)));
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    const id = jobs[0]?.id ?? '';
    await runJob({ ctx: desk.ctx, input: { jobId: id, options: QUICK } });
    expect(await createRedrive(desk.ctx, request)).toMatchObject({
      id,
      status: 'completed',
      totals: { moved: 2 },
    });
    const { jobs: listed } = await listRedrives({
      ctx: desk.freshContext(),
      input: { source: deadLetters.name },
    });
    expect(listed.map((job) => job.id)).toEqual([id]);
  });

  it('on a source that another one works on is refused, until that one has ended', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 2);
    const first = await createRedrive(desk.ctx, { source: deadLetters.name, selection: ALL });
    const second = { source: deadLetters.name, selection: { messageIds: ['a'] } };
    await expect(createRedrive(desk.ctx, second)).rejects.toMatchObject({
      code: 'job-already-active',
      message: expect.stringContaining('(planned)'),
    });
    const deletion = { queue: deadLetters.name, request: { selection: ALL, reason: 'no' }, by: 'test' };
    await expect(startDelete({ ctx: desk.ctx, input: deletion })).rejects.toMatchObject({
      code: 'job-already-active',
    });
    await cancel(first.id);
    expect(await createRedrive(desk.ctx, second)).toMatchObject({ status: 'planned' });
  });

  it('takes the lock of a request that died before it made its job, but not at once', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    const lock = {
      ...toKeyAttributes(activeKey(deadLetters.name)),
      jobId: 'j111111111111111111111111',
      atMs: Date.now(),
    };
    await writeItems({ ctx: desk.ctx, input: { items: [lock], subject: JOBS } });
    const request = { source: deadLetters.name, selection: ALL };
    await expect(createRedrive(desk.ctx, request)).rejects.toMatchObject({ code: 'job-already-active' });
    expect(await createRedrive(ahead(31_000), request)).toMatchObject({ status: 'planned' });
  });

  it('whose lock was taken meanwhile moves nothing', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 3);
    const slow = await createRedrive(desk.ctx, { source: deadLetters.name, selection: ALL });
    const stolen = {
      ...toKeyAttributes(activeKey(deadLetters.name)),
      jobId: 'j222222222222222222222222',
      atMs: Date.now(),
    };
    await writeItems({ ctx: desk.ctx, input: { items: [stolen], subject: JOBS } });
    await runJob({ ctx: desk.ctx, input: { jobId: slow.id, options: QUICK } });
    expect(await findJob(desk.ctx, slow.id)).toMatchObject({ status: 'paused', progress: { moved: 0 } });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 0 });
  });

  it('of a job whose item has been forgotten frees the source', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    const request = { source: deadLetters.name, selection: ALL };
    const { id } = await createRedrive(desk.ctx, request);
    await deleteItem(toKeyAttributes(jobKey(id)));
    expect(await createRedrive(ahead(31_000), request)).toMatchObject({ status: 'planned' });
  });

  it('without a table says what to set', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    const ctx = { ...desk.ctx, state: null };
    await expect(createRedrive(ctx, { source: deadLetters.name, selection: ALL })).rejects.toMatchObject({
      code: 'jobs-unavailable',
      message: expect.stringContaining('REDRIVE_TABLE'),
    });
  });

  it('survives an answer of the table that was lost', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 4);
    const written = new Set<string>();
    desk.proxy.fail(({ action, body }) => {
      if (action !== 'PutItem' && action !== 'UpdateItem') return { kind: 'pass' };
      const isRepeated = written.has(JSON.stringify(body));
      written.add(JSON.stringify(body));
      return isRepeated ? { kind: 'pass' } : { kind: 'cut-after' };
    });
    const { id } = await createRedrive(desk.ctx, { source: deadLetters.name, selection: ALL });
    await runJob({ ctx: desk.ctx, input: { jobId: id, options: QUICK } });
    expect(written.size).toBeGreaterThan(3);
    expect(await findJob(desk.ctx, id)).toMatchObject({ status: 'completed', progress: { moved: 4 } });
  });
});

describe('a job that nobody runs', () => {
  it('is started again, once, when it has been silent for twenty seconds', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 2);
    const { id } = await createRedrive(desk.ctx, { source: deadLetters.name, selection: ALL });
    const job = await findJob(desk.ctx, id);
    if (!job) throw new TypeError('there is a job');
    const started: string[] = [];
    const running = { get: () => undefined, set: (jobId: string) => void started.push(jobId), delete() {} };
    const revived = new Map<string, number>();
    const at = (ms: number) => ({
      ...desk.ctx,
      clock: { ...desk.ctx.clock, nowMs: () => job.updatedAtMs + ms },
      state: null,
      shared: {
        of: (name: string, create: () => unknown) =>
          (name === 'revived-jobs' ? revived : running) as ReturnType<typeof create>,
      } as typeof desk.ctx.shared,
    });
    await reviveJobs(at(19_000), [job]);
    expect(started).toEqual([]);
    const others = (['paused', 'completed', 'cancelled', 'stopped'] as const).map((status) => ({
      ...job,
      status,
    }));
    await reviveJobs(at(21_000), [job, ...others]);
    await reviveJobs(at(22_000), [job]);
    expect(started).toEqual([id]);
    await reviveJobs(at(30_000), [{ ...job, id: 'leased', leaseUntilMs: job.updatedAtMs + 25_000 }]);
    await reviveJobs(at(42_000), [job]);
    expect(started).toEqual([id, id]);
  });

  it('runs to its end when somebody looks at it', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 2);
    const { id } = await createRedrive(desk.ctx, { source: deadLetters.name, selection: ALL });
    const { clock } = desk.ctx;
    const later = { ...desk.freshContext(), clock: { ...clock, nowMs: () => clock.nowMs() + 60_000 } };
    await listRedrives({ ctx: later, input: {} });
    await expect
      .poll(() => findJob(desk.ctx, id), { timeout: 20_000 })
      .toMatchObject({ status: 'completed' });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 2 });
  });
});
