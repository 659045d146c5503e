import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import type { Fault } from '#test/factories/faulty-proxy';
import { sendOne } from '#test/factories/message';
import { createFifoQueue, readDepth } from '#test/factories/queue';
import { createRedrive, idleContext, QUICK } from '#test/factories/redrives/run';
import { codesOf, drain } from '#test/factories/redrives/world';
import { controlJob } from '../jobs/control-job.ts';
import { showJob } from '../jobs/show-job.ts';
import { runJob, type RunEnd } from '../mover/run-job.ts';
import type { RunOptions } from '../mover/run.ts';
import type { RedriveRequest } from '../types.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

/** The first `times` requests of an action go wrong, the others pass. Answers how many are left to. */
function failFirst(action: string, fault: Fault, times = 1): () => number {
  let left = times;
  desk.proxy.fail((request) => (request.action === action && left-- > 0 ? fault : { kind: 'pass' }));
  return () => Math.max(left, 0);
}

/** What is waited for is an answer, not the time between two tries. */
function impatient(): typeof desk.ctx {
  const { clock } = desk.ctx;
  return { ...desk.ctx, clock: { ...clock, wait: (ms, signal) => clock.wait(Math.min(ms, 60), signal) } };
}

const run = (jobId: string, options: Partial<RunOptions> = {}, ctx = impatient()): Promise<RunEnd> =>
  runJob({ ctx, input: { jobId, options: { ...QUICK, connections: 1, ...options } } });

const show = (id: string) => showJob({ ctx: desk.freshContext(), input: { id } });

async function filled(count: number, request: RedriveRequest = {}) {
  const pair = await createFilledPair(desk.sqs, count);
  const selection = { messageIds: pair.messageIds };
  const { id } = await createRedrive(desk.ctx, { source: pair.deadLetters.name, selection, ...request });
  return { id, ...pair };
}

/** The engine's answer to a batch, with the first entry refused. */
function refuseFirst(Code: string): Fault {
  return {
    kind: 'rewrite',
    answer: (answer) => {
      const [first, ...Successful] = answer['Successful'] as { Id: string }[];
      return { Successful, Failed: [{ Id: first?.Id, Code, SenderFault: true, Message: `${Code} it is` }] };
    },
  };
}

describe('SendMessageBatch', () => {
  it('that refuses one entry: that message stays, the others go', async () => {
    const { id, deadLetters } = await filled(10);
    failFirst('SendMessageBatch', refuseFirst('InvalidMessageContents'));
    await run(id);
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { selected: 10, moved: 9, failed: 1, left: 0 },
      mayBeDoubled: 0,
    });
    const [[messageId, code] = []] = await codesOf(desk.ctx, id, 'failed');
    expect(code).toBe('InvalidMessageContents');
    desk.proxy.heal();
    expect((await drain(desk.sqs, deadLetters)).map(({ MessageId }) => MessageId)).toEqual([messageId]);
  });

  it.each(['InternalError', 'RequestThrottled', 'KmsThrottled', 'ServiceUnavailable'])(
    'that cannot take an entry at the moment (%s): it is sent again',
    async (Code) => {
      const { id, deadLetters } = await filled(3);
      const reply = {
        Successful: [],
        Failed: [0, 1, 2].map((Id) => ({ Id: `${Id}`, Code, SenderFault: false })),
      };
      const left = failFirst('SendMessageBatch', { kind: 'reply', body: reply }, 2);
      await run(id);
      expect(left()).toBe(0);
      expect(await show(id)).toMatchObject({ totals: { moved: 3, failed: 0 }, mayBeDoubled: 0 });
      expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
    },
  );

  it.each<Fault>([{ kind: 'cut-after' }, { kind: 'answer', status: 500, code: 'InternalError' }])(
    'whose answer is lost: not sent again, and listed as may be doubled (%#)',
    async (fault) => {
      const { id, source, deadLetters, messageIds } = await filled(14);
      const left = failFirst('SendMessageBatch', fault);
      await run(id);
      expect(left()).toBe(0);
      const { totals, mayBeDoubled } = await show(id);
      expect(totals.moved + totals.failed).toBe(14);
      expect(totals.failed).toBeGreaterThan(0);
      expect(mayBeDoubled).toBe(totals.failed);
      const doubtful = (await codesOf(desk.ctx, id, 'doubtful')).map(([messageId]) => messageId);
      expect(await codesOf(desk.ctx, id, 'failed')).toEqual(doubtful.map((one) => [one, 'send-unconfirmed']));
      desk.proxy.heal();
      const stayed = (await drain(desk.sqs, deadLetters)).map(({ MessageId }) => MessageId);
      expect(new Set(stayed)).toEqual(new Set(doubtful));
      // Only the lost answers can be of copies that exist.
      const copies = (await drain(desk.sqs, source)).length;
      expect(copies).toBe(fault.kind === 'cut-after' ? 14 : 14 - totals.failed);
      expect(new Set(messageIds).size).toBe(14);
    },
  );

  it('whose answer is lost, on a FIFO queue: sent again, and there is one copy of each, in order', async () => {
    const deadLetters = await createFifoQueue(desk.sqs, {}, 'dlq');
    await createDeadLetterPair(desk.sqs, { deadLetters, sourceAttributes: { FifoQueue: 'true' } });
    const target = await createFifoQueue(desk.sqs);
    const ids: string[] = [];
    for (let index = 0; index < 9; index += 1) {
      ids.push(
        await sendOne(desk.sqs, deadLetters.url, {
          MessageGroupId: `g${index % 3}`,
          MessageBody: `${index}`,
        }),
      );
    }
    const request = { source: deadLetters.name, selection: { messageIds: ids }, target: target.name };
    const { id } = await createRedrive(desk.ctx, request);
    const left = failFirst('SendMessageBatch', { kind: 'cut-after' }, 2);
    await run(id);
    expect(left()).toBe(0);
    expect(await show(id)).toMatchObject({ totals: { selected: 9, moved: 9, failed: 0 }, mayBeDoubled: 0 });
    const copies = (await drain(desk.sqs, target)).map(({ Body }) => Number(Body));
    expect(copies).toHaveLength(9);
    for (const group of [0, 1, 2]) {
      expect(copies.filter((body) => body % 3 === group)).toEqual([group, group + 3, group + 6]);
    }
  });

  it('that is throttled as a whole: sent when it may be', async () => {
    const { id, source } = await filled(5);
    const left = failFirst('SendMessageBatch', { kind: 'answer', status: 400, code: 'RequestThrottled' }, 6);
    await run(id, { holdSeconds: 20 });
    expect(left()).toBe(0);
    expect(await show(id)).toMatchObject({ totals: { moved: 5, failed: 0 }, mayBeDoubled: 0 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 5 });
  });

  it('that is throttled for longer than the messages are held: they are taken up again', async () => {
    const { id, source } = await filled(5);
    const left = failFirst('SendMessageBatch', { kind: 'answer', status: 400, code: 'RequestThrottled' }, 5);
    await run(id, { holdSeconds: 2, minHoldMs: 1000 }, desk.ctx);
    expect(left()).toBe(0);
    expect(await show(id)).toMatchObject({ status: 'completed', totals: { selected: 5, moved: 5, left: 0 } });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 5 });
  });

  it('that refuses a batch for one entry: each goes alone', async () => {
    const { id, deadLetters } = await filled(4);
    let alone = 0;
    desk.proxy.fail(({ action, body }) => {
      if (action !== 'SendMessageBatch') return { kind: 'pass' };
      const isAlone = (body['Entries'] as unknown[]).length === 1;
      if (isAlone) alone += 1;
      return isAlone && alone !== 2
        ? { kind: 'pass' }
        : { kind: 'answer', status: 400, code: 'InvalidParameterValue' };
    });
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'completed', totals: { moved: 3, failed: 1, left: 0 } });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 1, inFlight: 0 });
  });
});

describe('access denied', () => {
  it.each(['ReceiveMessage', 'SendMessage', 'DeleteMessage'])(
    'to sqs:%s pauses and names it',
    async (action) => {
      const { id, source, deadLetters } = await filled(80);
      const denied: Fault = { kind: 'answer', status: 403, code: 'AccessDenied' };
      desk.proxy.fail((request) => (request.action.startsWith(action) ? denied : { kind: 'pass' }));
      expect(await run(id)).toEqual({ again: false });
      const { status, statusReason, totals } = await show(id);
      expect([status, statusReason]).toEqual(['paused', expect.stringContaining(`sqs:${action}`)]);
      // Of what cannot be deleted no more is sent than was under way.
      expect(totals.moved).toBeLessThanOrEqual(action === 'DeleteMessage' ? 40 : 0);
      desk.proxy.heal();
      await controlJob({ ctx: idleContext(desk.ctx), input: { id, control: 'resume' } });
      await run(id);
      expect(await show(id)).toMatchObject({
        status: 'completed',
        totals: { selected: 80, moved: 80, failed: 0, left: 0 },
        mayBeDoubled: 0,
      });
      expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 80 });
      expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
    },
  );
});

describe('GetQueueAttributes of an origin', () => {
  it.each([
    ['throttled', { kind: 'answer', status: 400, code: 'RequestThrottled' } as const, 'running'],
    ['denied', { kind: 'answer', status: 403, code: 'AccessDenied' } as const, 'paused'],
  ])('that is %s fails no message', async (_, fault, status) => {
    const { id, source, deadLetters } = await filled(12);
    desk.proxy.fail(({ action, body }) =>
      action === 'GetQueueAttributes' && String(body['QueueUrl']).endsWith(source.name)
        ? fault
        : { kind: 'pass' },
    );
    expect(await run(id)).toMatchObject({ again: status === 'running' });
    expect(await show(id)).toMatchObject({ status, totals: { moved: 0, failed: 0, left: 12 } });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 12, inFlight: 0, delayed: 0 });
    desk.proxy.heal();
    if (status === 'paused')
      await controlJob({ ctx: idleContext(desk.ctx), input: { id, control: 'resume' } });
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'completed', totals: { moved: 12, failed: 0, left: 0 } });
  });
});

describe('ReceiveMessage', () => {
  it('whose answer is lost: what it has hidden is waited for', async () => {
    const { id, source } = await filled(12, { selection: { all: true } });
    const left = failFirst('ReceiveMessage', { kind: 'cut-after' });
    await run(id);
    expect(left()).toBe(0);
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { selected: 12, moved: 12, left: 0 },
    });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 12 });
  });

  it('that fails for a while is tried again', async () => {
    const { id } = await filled(3);
    const left = failFirst('ReceiveMessage', { kind: 'answer', status: 503, code: 'ServiceUnavailable' }, 2);
    await run(id);
    expect(left()).toBe(0);
    expect(await show(id)).toMatchObject({ totals: { moved: 3 } });
  });
});

describe('DeleteMessageBatch', () => {
  it('that fails at one entry, or at all, is repeated', async () => {
    const { id, deadLetters } = await filled(6);
    let requests = 0;
    desk.proxy.fail(({ action }) => {
      if (action !== 'DeleteMessageBatch') return { kind: 'pass' };
      requests += 1;
      if (requests === 1) return { kind: 'answer', status: 500, code: 'InternalError' };
      return requests === 2 ? { kind: 'cut-after' } : { kind: 'pass' };
    });
    await run(id);
    expect(await show(id)).toMatchObject({ totals: { moved: 6 }, mayBeDoubled: 0 });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  it('that deletes one never: it is listed, and found and deleted when it comes back', async () => {
    const { id, source, deadLetters } = await filled(3, { selection: { all: true } });
    let stuck: unknown = null;
    desk.proxy.fail(({ action }) => {
      if (action !== 'DeleteMessageBatch') return { kind: 'pass' };
      return {
        kind: 'rewrite',
        answer: (answer) => {
          const [first, ...Successful] = answer['Successful'] as { Id: string }[];
          stuck ??= first;
          return { Successful, Failed: [{ Id: first?.Id, Code: 'InternalError', SenderFault: false }] };
        },
      };
    });
    await run(id);
    expect(stuck).not.toBeNull();
    // The engine has deleted them all the same, so nothing of it is left to be seen.
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { moved: 3, left: 0 },
      mayBeDoubled: 0,
    });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 3 });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  it('that does not come through stops the job for a while: nothing more is sent that is not deleted', async () => {
    const { id, source, deadLetters } = await filled(40);
    desk.proxy.fail(({ action }) =>
      action === 'DeleteMessageBatch' ? { kind: 'cut-before' } : { kind: 'pass' },
    );
    expect(await run(id)).toMatchObject({ again: true });
    const before = await show(id);
    expect(before.status).toBe('running');
    expect(before.totals.moved).toBeLessThan(40);
    expect(before.mayBeDoubled).toBe(before.totals.moved);
    desk.proxy.heal();
    await run(id);
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { moved: 40, left: 0 },
      mayBeDoubled: 0,
    });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 40 });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });
});
