import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scannedMessage } from '#test/factories/readings/summaries';
import type { FromWorker, Look, ToWorker } from '../protocol.ts';
import { createWorkbench, NOTHING_READ, type WorkerLike } from './workbench.ts';

const look: Look = { query: '', groupBy: 'cause', group: null, sort: 'newest' };

class FakeWorker extends EventTarget implements WorkerLike {
  readonly posted: ToWorker[] = [];
  isTerminated = false;

  postMessage(message: ToWorker): void {
    this.posted.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  die(): void {
    this.dispatchEvent(new Event('error'));
  }
}

function opened() {
  const workers: FakeWorker[] = [];
  const workbench = createWorkbench('dlq', look, () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { workbench, workers };
}

const view = (scan: number, part: Partial<typeof NOTHING_READ>): FromWorker => {
  const { endedAtMs: _endedAtMs, ...rest } = NOTHING_READ;
  return { type: 'view', scan, view: { ...rest, ...part }, pages: [], kept: [] };
};

beforeEach(() => vi.stubGlobal('location', { origin: 'http://desk' }));
afterEach(() => vi.unstubAllGlobals());

describe('createWorkbench', () => {
  it('starts no worker before there is something to read', async () => {
    const { workbench, workers } = opened();
    workbench.look({ ...look, query: 'x' });
    expect(await workbench.actions.idsOf()).toEqual([]);
    expect(await workbench.actions.indexOf('a')).toBe(-1);
    expect(workbench.actions.rowAt(0)).toBeUndefined();
    expect(workers).toEqual([]);
  });

  it('prepares one worker, and reads with that', async () => {
    const { workbench, workers } = opened();
    workbench.prepare();
    workbench.prepare();
    await expect(
      workbench.actions.exportFile({ format: 'ndjson', messageIds: null }, () => {}),
    ).rejects.toThrow(/been read/);
    workbench.actions.read({ confirm: false });
    expect(workers.map(({ posted }) => posted.map(({ type }) => type))).toEqual([['look', 'read']]);
  });

  it('reads by a whole address, looking at what was asked for', () => {
    const { workbench, workers } = opened();
    workbench.look({ ...look, query: 'x' });
    workbench.actions.read({ confirm: true, unmask: true });
    expect(workbench.getView().state).toBe('reading');
    expect(workers[0]?.posted).toEqual([
      { type: 'look', look: { ...look, query: 'x' } },
      {
        type: 'read',
        scan: 1,
        queue: 'dlq',
        url: 'http://desk/api/queues/dlq/scan',
        request: { confirm: true, unmask: true },
      },
    ]);
  });

  it('tells the worker of a change once', () => {
    const { workbench, workers } = opened();
    workbench.actions.read({ confirm: false });
    workbench.look({ query: 'x' });
    workbench.look({ ...look, query: 'x' });
    const looks = workers[0]?.posted.filter(({ type }) => type === 'look');
    expect(looks).toEqual([
      { type: 'look', look },
      { type: 'look', look: { ...look, query: 'x' } },
    ]);
  });

  it('does not show an earlier scan once another has begun', () => {
    const { workbench, workers } = opened();
    workbench.actions.read({ confirm: false });
    workbench.actions.read({ confirm: false });
    workers[0]?.say(view(1, { state: 'done', read: 5 }));
    expect(workbench.getView()).toMatchObject({ state: 'reading', read: 0 });
    workers[0]?.say(view(2, { state: 'done', read: 7 }));
    expect(workbench.getView()).toMatchObject({ state: 'done', read: 7 });
    expect(workbench.getView().endedAtMs).toBeGreaterThan(0);
  });

  it('changes its revision when asked rows arrive, and tells its watchers', () => {
    const { workbench, workers } = opened();
    workbench.actions.read({ confirm: false });
    workers[0]?.say(view(1, { state: 'done', matching: 1, revision: 3 }));
    const before = workbench.getView().revision;
    let told = 0;
    workbench.subscribe(() => (told += 1));
    const rows = [{ message: scannedMessage({ messageId: 'a' }), attempt: undefined }];
    workers[0]?.say({ type: 'pages', revision: 2, pages: [{ page: 0, rows }] });
    expect(told).toBe(0);
    workers[0]?.say({ type: 'pages', revision: 3, pages: [{ page: 0, rows }] });
    expect(told).toBe(1);
    expect(workbench.getView().revision).toBeGreaterThan(before);
    expect(workbench.actions.rowAt(0)?.message.messageId).toBe('a');
  });

  it('brings answers, progress and refusals to whom they belong', async () => {
    const { workbench, workers } = opened();
    workbench.actions.read({ confirm: false });
    const worker = workers[0];
    const ids = workbench.actions.idsOf({ from: 0, to: 1 });
    const shares: number[] = [];
    const file = workbench.actions.exportFile({ format: 'csv', messageIds: null }, (share) => {
      shares.push(share);
    });
    const [asked, exporting] = worker?.posted.filter((message) => message.type === 'ask') ?? [];
    worker?.say({ type: 'progress', id: exporting?.id ?? 0, share: 0.5 });
    worker?.say({ type: 'refusal', id: exporting?.id ?? 0, message: 'too much' });
    worker?.say({ type: 'answer', id: asked?.id ?? 0, answer: 'a\nb' });
    await expect(file).rejects.toThrow('too much');
    expect(shares).toEqual([0.5]);
    expect(await ids).toEqual(['a', 'b']);
  });

  it('says so when its worker dies, refuses what was asked, and reads again with a new one', async () => {
    const { workbench, workers } = opened();
    workbench.actions.read({ confirm: false });
    workers[0]?.say(view(1, { state: 'done', read: 5, matching: 5 }));
    const ids = workbench.actions.idsOf();
    workers[0]?.die();
    await expect(ids).rejects.toThrow('has stopped');
    expect(workers[0]?.isTerminated).toBe(true);
    expect(workbench.getView()).toMatchObject({ state: 'failed', matching: 0, error: { status: 0 } });
    workbench.actions.read({ confirm: false });
    expect(workers).toHaveLength(2);
    workers[0]?.say(view(2, { state: 'done', read: 9 }));
    expect(workbench.getView()).toMatchObject({ state: 'reading', read: 0, error: null });
  });

  it('lets its worker hang up when the page is left', () => {
    vi.useFakeTimers();
    const { workbench, workers } = opened();
    workbench.actions.read({ confirm: false });
    workbench.close();
    expect(workers[0]?.posted.at(-1)).toEqual({ type: 'close' });
    expect(workers[0]?.isTerminated).toBe(false);
    vi.runAllTimers();
    expect(workers[0]?.isTerminated).toBe(true);
    vi.useRealTimers();
  });
});
