import { describe, it, vi } from 'vitest';
import { runJob } from '#lib/redrive/mover/run-job';
import { attemptError } from '#test/factories/attempts';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { createQueue, readDepth } from '#test/factories/queue';
import { createRedrive, idleContext, QUICK } from '#test/factories/redrives/run';
import { consume, record } from '#test/factories/redrives/consumers';
import { controlJob } from '../jobs/control-job.ts';
import { showJob } from '../jobs/show-job.ts';
import type { RunOptions } from '../mover/run.ts';
import type { CanaryRules, RedriveJob, RedriveRequest } from '../types.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

const SOON = { timeout: 20_000 };
const BEFORE = 'v1-00000000deadbeef';

/** A planned job over messages that all failed of one cause, in stages. */
async function plan(
  count: number,
  canary: CanaryRules,
  { byId = false, ...request }: RedriveRequest & { byId?: boolean } = {},
) {
  const pair = await createFilledPair(desk.sqs, count);
  const error = attemptError({ fingerprint: BEFORE });
  await record(
    desk.ctx,
    pair.messageIds.map((messageId) => ({ messageId, error })),
  );
  const selection = byId ? { messageIds: pair.messageIds } : ({ all: true } as const);
  const { id } = await createRedrive(desk.ctx, {
    source: pair.deadLetters.name,
    selection,
    canary,
    ...request,
  });
  return { id, ...pair };
}

const run = (jobId: string, options: Partial<RunOptions> = {}) =>
  runJob({ ctx: desk.ctx, input: { jobId, options: { ...QUICK, ...options } } });

const show = (id: string): Promise<RedriveJob> => showJob({ ctx: desk.freshContext(), input: { id } });

const statusesOf = async (id: string) => (await show(id)).stages.map(({ status }) => status);

describe.concurrent('a trial run', () => {
  it('stops after the first stage when its consumer still fails of the same cause', async ({ expect }) => {
    const { id, source, deadLetters } = await plan(12, { stages: [2, 5], maxFailureRatio: 1 });
    const running = run(id);
    await expect.poll(() => statusesOf(id), SOON).toEqual(['watching', 'waiting', 'waiting']);
    await consume(desk.ctx, id, { fingerprint: BEFORE }, (index) => index === 0);
    await running;
    const job = await show(id);
    expect(job).toMatchObject({
      status: 'stopped',
      statusReason: 'The same cause came back: PaymentDeclined: Card 4711 was declined.',
      totals: { selected: 12, moved: 2, skipped: 0, failed: 0, left: 10 },
      outcome: { deadAgain: 1, pending: 1 },
    });
    expect(job.stages.map(({ status, moved }) => [status, moved])).toEqual([
      ['stopped', 2],
      ['waiting', 0],
      ['waiting', 0],
    ]);
    expect(job.endedAtMs).not.toBeNull();
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 10, inFlight: 0, delayed: 0 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 2 });
    // The source is free for the next job.
    await createRedrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
  });

  it('runs through when its consumer is mended', async ({ expect }) => {
    const { id, source } = await plan(14, { stages: [1, 4], maxFailureRatio: 0 });
    const running = run(id);
    await expect.poll(() => statusesOf(id), SOON).toEqual(['watching', 'waiting', 'waiting']);
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 1 });
    await consume(desk.ctx, id, 'succeeded');
    await expect.poll(() => statusesOf(id), SOON).toEqual(['passed', 'watching', 'waiting']);
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 5 });
    await consume(desk.ctx, id, 'succeeded');
    await running;
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { selected: 14, moved: 14, left: 0 },
      outcome: { succeeded: 5, pending: 9 },
      stages: [{ moved: 1 }, { moved: 4 }, { moved: 9, status: 'passed' }],
    });
  });

  it('goes on while no more fail than may, to the last of the messages it was asked for', async ({
    expect,
  }) => {
    const { id } = await plan(6, { stages: [4], maxFailureRatio: 0.25 }, { byId: true });
    const running = run(id);
    await expect.poll(() => statusesOf(id), SOON).toEqual(['watching', 'waiting']);
    await consume(desk.ctx, id, 'succeeded', (index) => index > 0);
    await consume(desk.ctx, id, { fingerprint: 'v1-another' }, (index) => index === 0);
    await running;
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { moved: 6 },
      outcome: { succeeded: 3 },
    });
  });

  it('pauses with the reason when nothing is recorded, and goes on when somebody says so', async ({
    expect,
  }) => {
    const { id } = await plan(5, { stages: [2], maxFailureRatio: 0 });
    await run(id, { watchForMs: 0 });
    expect(await show(id)).toMatchObject({
      status: 'paused',
      statusReason: expect.stringContaining('2 of the 2 messages of this stage is not known'),
      totals: { moved: 2, left: 3 },
      stages: [{ status: 'passed' }, { status: 'waiting' }],
    });
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'paused', totals: { moved: 2 } });
    await controlJob({ ctx: idleContext(desk.ctx), input: { id, control: 'resume' } });
    await run(id);
    expect(await show(id)).toMatchObject({
      status: 'completed',
      statusReason: null,
      totals: { moved: 5, left: 0 },
    });
  });

  it('goes on watching where a run that handed over has stopped', async ({ expect }) => {
    const { id } = await plan(4, { stages: [3], maxFailureRatio: 0 });
    let passedMs = 0;
    const { clock } = desk.ctx;
    const ctx = { ...desk.ctx, clock: { ...clock, nowMs: () => clock.nowMs() + passedMs } };
    const options = { ...QUICK, untilMs: clock.nowMs() + 600_000, watchForMs: Infinity };
    const running = runJob({ ctx, input: { jobId: id, options } });
    await expect.poll(() => statusesOf(id), SOON).toEqual(['watching', 'waiting']);
    passedMs = 600_000;
    expect(await running).toEqual({ again: true, afterMs: 0 });
    expect(await show(id)).toMatchObject({ status: 'running', totals: { moved: 3, left: 1 } });
    await consume(desk.ctx, id, { fingerprint: BEFORE });
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'stopped', totals: { moved: 3, left: 1 } });
  });

  it('stops when more messages cannot be moved than may fail', async ({ expect }) => {
    const target = await createQueue(desk.sqs, { MaximumMessageSize: '1024' });
    const edit = { setAttributes: { a: { DataType: 'String', StringValue: 'x'.repeat(1024) } } };
    const { id, deadLetters } = await plan(
      8,
      { stages: [3], maxFailureRatio: 0.5 },
      { target: target.name, edit },
    );
    await run(id);
    const job = await show(id);
    expect(job).toMatchObject({ status: 'stopped', totals: { selected: 8, moved: 0, failed: 3, left: 5 } });
    expect(job.statusReason).toContain('3 of 3 failed');
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 8, inFlight: 0 });
  });
});
