import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessage, type Message } from '../state/message.ts';
import { createStandardOrder } from './standard-order.ts';

const MINUTE_MS = 60_000;

function newMessage(id: string, groupId?: string): Message {
  const message = createMessage(
    id,
    {
      bodyJson: '""',
      bodyMd5: '',
      sizeBytes: 0,
      attributes: [],
      attributesMd5: undefined,
      traceHeader: undefined,
      senderId: '',
      groupId,
      deduplicationId: undefined,
    },
    0,
  );
  message.place = 'ready';
  return message;
}

/** An order and what is in flight of it, as a queue would use it. */
function newQueue() {
  const order = createStandardOrder();
  let nowMs = 0;
  const add = (message: Message) => order.add(message);
  return {
    order,
    pass: (ms: number) => (nowMs += ms),
    add,
    addMany(groupId: string | undefined, count: number) {
      for (let index = 1; index <= count; index += 1) add(newMessage(`${groupId}${index}`, groupId));
    },
    receive(): Message | undefined {
      const message = order.next(undefined, nowMs);
      if (message) {
        message.place = 'inFlight';
        order.hide(message);
      }
      return message;
    },
    receiveIds(count: number): (string | undefined)[] {
      return Array.from({ length: count }, () => this.receive()?.id);
    },
    showAgain(message: Message) {
      message.place = 'ready';
      order.show(message);
    },
    remove(message: Message) {
      order.remove(message);
      message.place = 'gone';
    },
  };
}

describe('a fair queue', () => {
  it('lets quiet tenants go before one with thirty in flight and more than a tenth of all', () => {
    const queue = newQueue();
    queue.addMany('loud', 40);
    for (let count = 0; count < 29; count += 1) queue.receive();
    queue.addMany('quiet', 2);
    queue.addMany(undefined, 1);
    expect(queue.receiveIds(4)).toEqual(['loud30', 'quiet1', 'quiet2', 'undefined1']);
    expect(queue.receiveIds(11)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `loud${index + 31}`),
      undefined,
    ]);
  });

  it('finds nobody noisy whose share is a tenth', () => {
    const queue = newQueue();
    queue.addMany(undefined, 300);
    for (let count = 0; count < 300; count += 1) queue.receive();
    queue.addMany('big', 40);
    queue.addMany('small', 1);
    // 33 of 333 are less than a tenth, 34 of 334 are more.
    expect(queue.receiveIds(35).slice(-2)).toEqual(['big34', 'small1']);
  });

  it('serves of two noisy tenants the one with fewer in flight', () => {
    const queue = newQueue();
    queue.addMany('a', 50);
    for (let count = 0; count < 40; count += 1) queue.receive();
    queue.addMany('b', 50);
    for (let count = 0; count < 31; count += 1) queue.receive();
    const turns = queue.receiveIds(13).map((id) => id?.charAt(0));
    expect(turns.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 'b'));
    expect(turns.slice(9)).toEqual(['a', 'b', 'a', 'b']);
  });

  it('forgives a tenant whose backlog was consumed', () => {
    const queue = newQueue();
    queue.addMany('loud', 31);
    const inFlight = Array.from({ length: 31 }, () => queue.receive());
    queue.addMany('loud', 1);
    queue.addMany('quiet', 1);
    expect(queue.receiveIds(2)).toEqual(['quiet1', 'loud1']);
    for (const message of inFlight) if (message) queue.remove(message);
    queue.addMany('loud', 2);
    queue.addMany('quiet', 1);
    expect(queue.receiveIds(3)).toEqual(['loud1', 'loud2', 'quiet1']);
  });

  it('forgives a tenant of which nothing was in flight for five minutes', () => {
    const queue = newQueue();
    queue.addMany('loud', 60);
    const inFlight = Array.from({ length: 31 }, () => queue.receive());
    queue.addMany('other', 1);
    expect(queue.receiveIds(1)).toEqual(['other1']);
    for (const message of inFlight) if (message) queue.remove(message);
    queue.order.next(undefined, 0);
    queue.pass(5 * MINUTE_MS);
    queue.addMany('other', 1);
    expect(queue.order.gauges()['ApproximateNumberOfNoisyGroups']).toBe(1);
    expect(queue.receiveIds(2)).toEqual(['other1', 'loud32']);
    expect(queue.order.gauges()['ApproximateNumberOfNoisyGroups']).toBe(0);
  });

  it('gives every message once and counts right, whatever happens', () => {
    let everNoisy = false;
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 400 }), (steps) => {
        const world = newWorld();
        for (const next of steps) {
          expect(world.take(next)).toEqual([]);
          everNoisy ||= world.noisyGroups() === 1;
        }
        expect(world.drain()).toEqual([]);
      }),
    );
    expect(everNoisy).toBe(true);
  });
});

const GROUPS = ['a', 'a', 'a', 'b', undefined];

type Step = { kind: 'add' | 'receive' | 'show' | 'delete' | 'expire' | 'pass'; pick: number };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...repeat('add', 3), ...repeat('receive', 4), 'show', 'delete', 'expire', 'pass'),
  pick: fc.nat(500),
});

function repeat<Kind extends Step['kind']>(kind: Kind, times: number): Kind[] {
  return Array.from({ length: times }, () => kind);
}

/** A queue whose group `a` starts noisy, and what must be in it. `take` and `drain` return the laws that were broken. */
function newWorld() {
  const queue = newQueue();
  const ready = new Set<Message>();
  const inFlight = new Set<Message>();
  let added = 0;
  const pickOf = (from: Set<Message>, pick: number) => [...from][pick % Math.max(1, from.size)];

  const receive = (): string[] => {
    const message = queue.receive();
    if (!message) return ready.size === 0 ? [] : ['gave nothing though something was visible'];
    inFlight.add(message);
    return ready.delete(message) ? [] : [`gave ${message.id}, which was not visible`];
  };
  const change = ({ kind, pick }: Step): string[] => {
    const shown = pickOf(ready, pick);
    const hidden = pickOf(inFlight, pick);
    if (kind === 'receive') return receive();
    if (kind === 'pass') queue.pass(pick * 1000);
    if (kind === 'add') {
      const message = newMessage(`m${(added += 1)}`, GROUPS[pick % GROUPS.length]);
      queue.add(message);
      ready.add(message);
    }
    if (kind === 'expire' && shown && ready.delete(shown)) queue.remove(shown);
    if (kind === 'delete' && hidden && inFlight.delete(hidden)) queue.remove(hidden);
    if (kind === 'show' && hidden && inFlight.delete(hidden)) {
      queue.showAgain(hidden);
      ready.add(hidden);
    }
    return [];
  };

  queue.addMany('a', 35);
  for (let count = 0; count < 35; count += 1) inFlight.add(queue.receive() as Message);
  return {
    noisyGroups: () => queue.order.gauges()['ApproximateNumberOfNoisyGroups'],
    take(next: Step): string[] {
      const broken = change(next);
      if (queue.order.size !== ready.size) broken.push(`${queue.order.size} visible, not ${ready.size}`);
      return broken;
    },
    drain(): string[] {
      const broken: string[] = [];
      while (ready.size > 0 && broken.length === 0) broken.push(...receive());
      if (queue.receive()) broken.push('gave what was not there');
      return broken;
    },
  };
}
