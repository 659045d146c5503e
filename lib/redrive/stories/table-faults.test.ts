import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import type { Fault, ProxiedRequest } from '#test/factories/faulty-proxy';
import { readDepth } from '#test/factories/queue';
import { createRedrive, QUICK } from '#test/factories/redrives/run';
import { codesOf, drain } from '#test/factories/redrives/world';
import { requireFile } from '../files/find-file.ts';
import { storeFile } from '../files/store-file.ts';
import { fileKey } from '../jobs/keys.ts';
import { showJob } from '../jobs/show-job.ts';
import { runJob } from '../mover/run-job.ts';
import type { RunOptions } from '../mover/run.ts';

vi.setConfig({ testTimeout: 40_000 });
const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

/** Waiting for a table that is down takes no time; waiting for messages does. */
function impatient(): typeof desk.ctx {
  const { clock } = desk.ctx;
  return { ...desk.ctx, clock: { ...clock, wait: (ms, signal) => clock.wait(Math.min(ms, 60), signal) } };
}

const OPTIONS: Partial<RunOptions> = { ...QUICK, connections: 1, leaseMs: 900 };

const run = (jobId: string) => runJob({ ctx: impatient(), input: { jobId, options: OPTIONS } });
const show = (id: string) => showJob({ ctx: desk.freshContext(), input: { id } });

async function filled(count: number) {
  const pair = await createFilledPair(desk.sqs, count);
  const selection = { messageIds: pair.messageIds };
  const { id } = await createRedrive(desk.ctx, { source: pair.deadLetters.name, selection });
  return { id, ...pair };
}

/** Runs a job as often as its lease allows, as whoever starts movers does. */
async function runToEnd(id: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await run(id);
        return (await show(id)).endedAtMs;
      },
      { timeout: 30_000, interval: 100 },
    )
    .not.toBeNull();
}

/** Sort keys of what a request writes into the ledger: `intent#…`, `sent#…`. */
function kindsOf({ body }: ProxiedRequest): string[] {
  const [items = []] = Object.values(
    (body['RequestItems'] ?? {}) as Record<string, { PutRequest?: { Item: { sk: { S: string } } } }[]>,
  );
  return items.flatMap(({ PutRequest }) => PutRequest?.Item.sk.S.split('#')[0] ?? []);
}

async function* chunksOf(text: string): AsyncGenerator<string, void> {
  yield text;
}

function failLedger(kind: string, fault: Fault, times = Infinity): void {
  let left = times;
  desk.proxy.fail((request) => {
    const isMeant = request.action === 'BatchWriteItem' && kindsOf(request).includes(kind);
    return isMeant && left-- > 0 ? fault : { kind: 'pass' };
  });
}

describe('a table that is down', () => {
  it.each<[string, Fault]>([
    ['refuses', { kind: 'answer', status: 400, code: 'ResourceNotFoundException' }],
    ['is throttled', { kind: 'answer', status: 400, code: 'ProvisionedThroughputExceededException' }],
    ['fails', { kind: 'answer', status: 500, code: 'InternalServerError' }],
    ['hangs up', { kind: 'cut-before' }],
  ])(
    'when the intent is noted (%s): nothing is sent, all is given back, and the job goes on later',
    async (_, fault) => {
      const { id, source, deadLetters } = await filled(23);
      failLedger('intent', fault);
      expect(await run(id)).toMatchObject({ again: true });
      expect(desk.proxy.seen.filter(({ action }) => action === 'SendMessageBatch')).toEqual([]);
      expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 23, inFlight: 0, delayed: 0 });
      desk.proxy.heal();
      await runToEnd(id);
      expect(await show(id)).toMatchObject({
        status: 'completed',
        totals: { selected: 23, moved: 23, left: 0 },
        mayBeDoubled: 0,
      });
      expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 23 });
    },
  );

  it('for a moment is waited for', async () => {
    const { id, source } = await filled(12);
    failLedger('intent', { kind: 'answer', status: 500, code: 'InternalServerError' }, 3);
    expect(await run(id)).toEqual({ again: false });
    expect(await show(id)).toMatchObject({ status: 'completed', totals: { moved: 12 }, mayBeDoubled: 0 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 12 });
  });

  it('that hangs holds the job up, and loses and doubles nothing', async () => {
    const { id, source, deadLetters } = await filled(3);
    // Its answer is waited for until the SDK gives up; the lease may run out meanwhile.
    failLedger('intent', { kind: 'hang' }, 1);
    await run(id);
    desk.proxy.heal();
    await runToEnd(id);
    expect(await show(id)).toMatchObject({ totals: { selected: 3, moved: 3, left: 0 }, mayBeDoubled: 0 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 3 });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  it('when the result is noted: what was sent is not sent again, and listed as may be doubled', async () => {
    const { id, source, deadLetters, messageIds } = await filled(8);
    failLedger('sent', { kind: 'answer', status: 500, code: 'InternalServerError' });
    expect(await run(id)).toMatchObject({ again: true });
    desk.proxy.heal();
    await runToEnd(id);
    const { totals, mayBeDoubled } = await show(id);
    expect(totals.moved + totals.failed).toBe(8);
    expect(totals.failed).toBeGreaterThan(0);
    expect(mayBeDoubled).toBe(totals.failed);
    const doubtful = (await codesOf(desk.ctx, id, 'doubtful')).map(([messageId]) => messageId);
    const stayed = (await drain(desk.sqs, deadLetters)).map(({ MessageId }) => MessageId);
    expect(new Set(stayed)).toEqual(new Set(doubtful));
    expect(await drain(desk.sqs, source)).toHaveLength(messageIds.length);
  });

  it('when the deletion is noted: the originals are gone, and the next run sees that', async () => {
    const { id, source, deadLetters } = await filled(8);
    failLedger('done', { kind: 'answer', status: 500, code: 'InternalServerError' });
    await run(id);
    desk.proxy.heal();
    await runToEnd(id);
    expect(await show(id)).toMatchObject({ totals: { selected: 8, moved: 8, left: 0 }, mayBeDoubled: 0 });
    expect(await drain(desk.sqs, source)).toHaveLength(8);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  it.each<Fault>([{ kind: 'answer', status: 500, code: 'InternalServerError' }, { kind: 'cut-after' }])(
    'when progress is saved: the job goes on while its lease lasts, and another run ends it (%#)',
    async (fault) => {
      const { id, source } = await filled(15);
      let saves = 0;
      desk.proxy.fail(({ action }) => (action === 'UpdateItem' && saves++ > 0 ? fault : { kind: 'pass' }));
      await run(id);
      desk.proxy.heal();
      await runToEnd(id);
      expect(await show(id)).toMatchObject({
        status: 'completed',
        totals: { selected: 15, moved: 15, left: 0 },
        mayBeDoubled: 0,
      });
      expect(await drain(desk.sqs, source)).toHaveLength(15);
    },
  );

  it('that may not be written pauses the job and names the action', async () => {
    const { id, deadLetters } = await filled(4);
    failLedger('intent', { kind: 'answer', status: 400, code: 'AccessDeniedException' });
    expect(await run(id)).toEqual({ again: false });
    expect(await show(id)).toMatchObject({
      status: 'paused',
      statusReason: expect.stringContaining('dynamodb:BatchWriteItem'),
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 4, inFlight: 0, delayed: 0 });
  });

  it('that fails while a file is read is asked again, and nothing of the file is left out', async () => {
    const { source } = await createFilledPair(desk.sqs, 0);
    const text = Array.from({ length: 25 }, (_, index) =>
      JSON.stringify({ messageId: `m${index}`, body: `${index}` }),
    );
    const file = await storeFile({ ctx: desk.ctx, input: { text: chunksOf(`${text.join('\n')}\n`) } });
    const { linesId } = await requireFile(desk.ctx, file.id);
    const { id } = await createRedrive(desk.ctx, { file: file.id, target: source.name });
    let failures = 0;
    desk.proxy.fail(({ action, body }) => {
      // More often than the client repeats it.
      const isMeant = action === 'Query' && JSON.stringify(body).includes(fileKey(linesId)) && failures < 6;
      if (!isMeant) return { kind: 'pass' };
      failures += 1;
      return { kind: 'answer', status: 500, code: 'InternalServerError' };
    });
    await runToEnd(id);
    expect(failures).toBe(6);
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { selected: 25, moved: 25, left: 0 },
    });
    expect(await drain(desk.sqs, source)).toHaveLength(25);
  });

  it.each(['GetItem', 'Query', 'UpdateItem'])('from the start (%s): the job waits', async (action) => {
    const { id, source } = await filled(2);
    desk.proxy.fail((request) =>
      request.action === action
        ? { kind: 'answer', status: 500, code: 'InternalServerError' }
        : { kind: 'pass' },
    );
    expect(await run(id)).toMatchObject({ again: true });
    desk.proxy.heal();
    await runToEnd(id);
    expect(await drain(desk.sqs, source)).toHaveLength(2);
  });
});
