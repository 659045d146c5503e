import { describe, expect, it } from 'vitest';
import type { ScannedMessage } from '#lib/messages/types';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import type { Look } from '../protocol.ts';
import { createStore, FIRST_LOOK, type Store } from './store.ts';

function started(look: Partial<Look> = {}): Store {
  const store = createStore(() => 0);
  store.look({ ...FIRST_LOOK, ...look });
  store.start();
  return store;
}

function put(store: Store, ...messages: (Partial<ScannedMessage> & { messageId: string })[]): void {
  for (const message of messages) store.take({ type: 'message', message: scannedMessage(message) });
}

function fail(store: Store, messageId: string, name: string): void {
  const error = { name, message: `${name} of ${messageId}`, fingerprint: `v1-${name}` };
  store.take({ type: 'attempts', latest: [latestAttempt({ messageId, error })] });
}

function settle(store: Store, rowsPerStep = 1): void {
  while (store.step(rowsPerStep));
}

const idsOf = (store: Store) => store.rowsOf(null).map(({ message }) => message.messageId);

describe('createStore', () => {
  it('shows nothing of what comes until it publishes', () => {
    const store = started();
    put(store, { messageId: 'a' });
    expect(idsOf(store)).toEqual([]);
    expect(store.publish()).toMatchObject({ state: 'reading', read: 1, matching: 1 });
    expect(idsOf(store)).toEqual(['a']);
  });

  it('has a message that was received twice once, as it was seen last, in its place by that', () => {
    const store = started({ sort: 'receives' });
    put(store, { messageId: 'a', receiveCount: 3 }, { messageId: 'b', receiveCount: 2 });
    store.publish();
    put(store, { messageId: 'b', receiveCount: 4 });
    expect(store.publish()).toMatchObject({ read: 2, matching: 2 });
    expect(store.window(0, 1).map(({ message }) => [message.messageId, message.receiveCount])).toEqual([
      ['b', 4],
      ['a', 3],
    ]);
  });

  it('joins an attempt to its message, whichever comes first', () => {
    const store = started();
    fail(store, 'a', 'Late');
    put(store, { messageId: 'a' }, { messageId: 'b' });
    fail(store, 'b', 'Early');
    store.publish();
    const causes = store.rowsOf(['a', 'b', 'gone']).map(({ attempt }) => attempt?.error?.name);
    expect(causes).toEqual(['Late', 'Early']);
  });

  it('filters what comes and what was there', () => {
    const store = started({ query: 'wanted' });
    put(store, { messageId: 'a', body: 'wanted' }, { messageId: 'b', body: 'other' });
    expect(store.publish()).toMatchObject({ read: 2, matching: 1, matchingQuery: 1 });
    store.look({ ...FIRST_LOOK, query: 'other' });
    settle(store);
    store.publish();
    expect(idsOf(store)).toEqual(['b']);
  });

  it('forgets what an older query has left to do', () => {
    const store = started();
    put(
      store,
      { messageId: 'a', body: 'one' },
      { messageId: 'b', body: 'two' },
      { messageId: 'c', body: 'one' },
    );
    store.look({ ...FIRST_LOOK, query: 'one' });
    expect(store.step(1)).toBe(true);
    store.look({ ...FIRST_LOOK, query: 'two' });
    expect(store.isSettled).toBe(false);
    settle(store);
    expect(store.publish()).toMatchObject({ matching: 1 });
    expect(idsOf(store)).toEqual(['b']);
  });

  it('finishes another query although the grouping changes meanwhile', () => {
    const store = started();
    put(store, { messageId: 'a', body: 'one' }, { messageId: 'b', body: 'two' });
    store.look({ ...FIRST_LOOK, query: 'two' });
    store.look({ ...FIRST_LOOK, query: 'two', groupBy: 'day' });
    settle(store);
    expect(store.publish()).toMatchObject({ matching: 1, groups: [{ count: 1 }] });
  });

  it('counts groups of what the query wants, and shows the rows of the chosen one', () => {
    const store = started({ group: 'v1-Stock' });
    put(
      store,
      { messageId: 'a', sentAtMs: 1 },
      { messageId: 'b', sentAtMs: 2 },
      { messageId: 'c', sentAtMs: 3 },
      { messageId: 'd', sentAtMs: 4 },
    );
    for (const messageId of ['a', 'b']) fail(store, messageId, 'Stock');
    fail(store, 'c', 'Card');
    expect(store.publish()).toMatchObject({
      matching: 2,
      matchingQuery: 4,
      inOtherGroups: 0,
      groups: [
        {
          key: 'v1-Stock',
          label: 'Stock',
          detail: 'Stock of b',
          count: 2,
          firstSentAtMs: 1,
          lastSentAtMs: 2,
        },
        { key: '', label: '', detail: null, count: 1 },
        { key: 'v1-Card', label: 'Card', count: 1 },
      ],
    });
    expect(idsOf(store)).toEqual(['b', 'a']);
  });

  it('moves a message to its group when its cause comes', () => {
    const store = started({ group: '' });
    put(store, { messageId: 'a' });
    expect(store.publish()).toMatchObject({ matching: 1, groups: [{ key: '' }] });
    fail(store, 'a', 'Stock');
    expect(store.publish()).toMatchObject({ matching: 0, groups: [{ key: 'v1-Stock', count: 1 }] });
  });

  it('groups by day, attribute and a field of the body', () => {
    const store = started({ groupBy: 'day' });
    const attributes = { tenant: { DataType: 'String', StringValue: 'acme' } };
    put(
      store,
      {
        messageId: 'a',
        sentAtMs: Date.UTC(2026, 1, 3, 23, 59),
        attributes,
        body: '{"order":{"type":"new"}}',
      },
      { messageId: 'b', sentAtMs: Date.UTC(2026, 1, 4), body: 'no JSON' },
    );
    const keys = (groupBy: string) => {
      store.look({ ...FIRST_LOOK, groupBy });
      settle(store);
      return store.publish().groups.map(({ key }) => key);
    };
    expect(keys('day')).toEqual(['2026-02-04', '2026-02-03']);
    expect(keys('attr.tenant')).toEqual(['', 'acme']);
    expect(keys('body.order.type')).toEqual(['', 'new']);
  });

  it('lists the largest two hundred groups, the chosen one among them', () => {
    const store = started({ groupBy: 'attr.n', group: '249' });
    const attribute = (n: number) => ({ n: { DataType: 'Number', StringValue: String(n) } });
    for (let n = 0; n < 250; n += 1)
      put(store, { messageId: `m${n}`, sentAtMs: 1000 - n, attributes: attribute(n) });
    const { groups, inOtherGroups } = store.publish();
    expect(groups).toHaveLength(200);
    expect(groups.at(-1)).toMatchObject({ key: '249', count: 1 });
    expect(inOtherGroups).toBe(50);
  });

  it('takes messages away, here and in what the scan said of them', () => {
    const store = started({ query: 'one' });
    put(
      store,
      { messageId: 'a', body: 'one' },
      { messageId: 'b', body: 'two' },
      { messageId: 'c', body: 'one' },
    );
    store.take({
      type: 'done',
      seen: 3,
      about: 3,
      complete: true,
      limitedBy: null,
      givenBack: 3,
      returningByThemselves: 0,
      attempts: 'joined',
      attemptsReason: null,
    });
    store.publish();
    store.remove(['a', 'unknown']);
    settle(store);
    expect(store.publish()).toMatchObject({ read: 2, about: 2, matching: 1, end: { seen: 2, about: 2 } });
    expect(idsOf(store)).toEqual(['c']);
    expect(store.indexOf('a')).toBe(-1);
  });

  it('knows where a message is among the published rows', () => {
    const store = started({ sort: 'oldest' });
    put(store, { messageId: 'b', sentAtMs: 2 }, { messageId: 'a', sentAtMs: 1 });
    store.publish();
    expect([store.indexOf('a'), store.indexOf('b'), store.indexOf('c')]).toEqual([0, 1, -1]);
  });

  it('starts again with nothing but what is asked of it', () => {
    const store = started({ query: 'one' });
    put(store, { messageId: 'a', body: 'one' });
    store.start();
    expect(store.publish()).toMatchObject({ read: 0, matching: 0, groups: [], state: 'reading' });
    put(store, { messageId: 'b', body: 'two' });
    expect(store.publish()).toMatchObject({ read: 1, matching: 0 });
  });

  it('says that causes are unavailable after reading has failed, with the code of the refusal', () => {
    const store = started();
    store.take({ type: 'progress', seen: 0, about: 7 });
    expect(store.publish()).toMatchObject({ about: 7, lookup: { state: 'under-way' } });
    store.fail({ code: 'access-denied', message: 'No.', status: 403 });
    expect(store.publish()).toMatchObject({
      state: 'failed',
      error: { code: 'access-denied', message: 'No.', status: 403 },
      lookup: { state: 'unavailable' },
    });
  });
});
