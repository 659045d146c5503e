import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '#lib/context';
import { openDesk } from '#test/factories/desk';
import { createLedgerWriter } from './ledger-writer.ts';
import { replayLedger } from './replay-ledger.ts';

vi.setConfig({ testTimeout: 20_000 });
const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

/** Tries again at once. */
function impatient(): Context {
  const { clock } = desk.ctx;
  return { ...desk.ctx, clock: { ...clock, wait: () => Promise.resolve() } };
}

let jobs = 0;

function writerOf(ctx: Context = desk.ctx) {
  jobs += 1;
  const jobId = `job-${jobs}`;
  return { jobId, ledger: createLedgerWriter({ ctx, jobId, run: 1 }) };
}

const writes = () => desk.proxy.seen.filter(({ action }) => action === 'BatchWriteItem').length;

const idsOf = (batch: number) => Array.from({ length: 10 }, (_, index) => `m${batch}-${index}`);

describe('a ledger writer', () => {
  it('stores what many batches write in few requests, and nothing before it says so', async () => {
    const { jobId, ledger } = writerOf();
    const noted: string[] = [];
    await Promise.all(
      Array.from({ length: 200 }, async (_, batch) => {
        await ledger.write('intent', idsOf(batch));
        noted.push(...idsOf(batch));
      }),
    );
    expect(writes()).toBeLessThan(20);
    const { open } = await replayLedger(desk.ctx, jobId);
    expect(new Set(open.map(({ messageId }) => messageId))).toEqual(new Set(noted));
    expect(open).toHaveLength(2000);
  });

  it('keeps each kind, and the stage of what was sent', async () => {
    const { jobId, ledger } = writerOf();
    const sent = (messageId: string) => ({
      messageId,
      newMessageId: `new ${messageId}`,
      target: 'orders',
      atMs: 5,
    });
    const why = { code: 'why', message: 'so', atMs: 6 };
    await ledger.write('intent', ['a', 'b', 'c', 'd', 'e']);
    await ledger.write('sent', [sent('a')]);
    ledger.setStage(1);
    await Promise.all([
      ledger.write('sent', [sent('b'), sent('c')]),
      ledger.write('withdrawn', ['d']),
      ledger.write('unmoved', [{ messageId: 'f', list: 'skipped', ...why }]),
      ledger.write('doubt', [
        { messageId: 'a', ...why },
        { messageId: 'b', ...why },
      ]),
      ledger.write('done', []),
    ]);
    await ledger.write('done', ['a', 'b']);
    await ledger.write('settled', ['a']);
    await ledger.idle();
    const replay = await replayLedger(desk.ctx, jobId);
    expect(replay).toMatchObject({ sentByStage: [1, 2], skipped: 1, failed: 0, undeleted: [sent('c')] });
    expect(replay.open.map(({ messageId }) => messageId)).toEqual(['e']);
    expect([...replay.doubts]).toEqual([['b', { messageId: 'b', ...why }]]);
    expect([replay.sent.size, replay.unmoved.has('f'), replay.unmoved.has('a')]).toEqual([3, true, false]);
  });

  it('counts a message that was sent after all once', async () => {
    const { jobId, ledger } = writerOf();
    await ledger.write('unmoved', [
      { messageId: 'a', list: 'failed', code: 'send-unconfirmed', message: '', atMs: 1 },
    ]);
    await ledger.write('sent', [{ messageId: 'a', newMessageId: 'n', target: 'orders', atMs: 2 }]);
    expect(await replayLedger(desk.ctx, jobId)).toMatchObject({ failed: 0, sentByStage: [1] });
  });

  it('fails for good once a write has failed, whoever waits', async () => {
    const { ledger } = writerOf(impatient());
    await ledger.write('intent', ['before']);
    desk.proxy.fail(({ action }) =>
      action === 'BatchWriteItem'
        ? { kind: 'answer', status: 500, code: 'InternalServerError' }
        : { kind: 'pass' },
    );
    const results = await Promise.allSettled([1, 2, 3].map((batch) => ledger.write('intent', idsOf(batch))));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    desk.proxy.heal();
    await expect(ledger.write('sent', [])).resolves.toBeUndefined();
    await expect(ledger.write('intent', ['later'])).rejects.toMatchObject({ code: 'jobs-unavailable' });
    await expect(ledger.idle()).rejects.toMatchObject({ code: 'jobs-unavailable' });
    expect(writes()).toBe(0);
  });

  it('does not lose what DynamoDB leaves unprocessed', async () => {
    const { jobId, ledger } = writerOf(impatient());
    let left = 2;
    desk.proxy.fail(({ action, body }) =>
      action === 'BatchWriteItem' && left-- > 0
        ? { kind: 'reply', body: { UnprocessedItems: body['RequestItems'] } }
        : { kind: 'pass' },
    );
    await ledger.write('intent', ['a']);
    expect((await replayLedger(desk.ctx, jobId)).open).toHaveLength(1);
  });
});
