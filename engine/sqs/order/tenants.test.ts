import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessage, type Message } from '../state/message.ts';
import { createStandardOrder } from './standard-order.ts';

const MINUTE_MS = 60_000;

function newMessage(id: string, groupId?: string): Message {
  const message = createMessage(
    id,
    {
      body: '',
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
    const groups = ['a', 'a', 'a', 'b', undefined];
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('add'), pick: fc.nat(4) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('receive'), pick: fc.constant(0) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constantFrom('show', 'delete', 'expire', 'pass'),
          pick: fc.nat(500),
        }),
      },
    );
    let everNoisy = false;
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 400 }), (steps) => {
        const queue = newQueue();
        const ready = new Set<Message>();
        const inFlight = new Set<Message>();
        queue.addMany('a', 35);
        for (let count = 0; count < 35; count += 1) inFlight.add(queue.receive() as Message);
        for (const [index, { kind, pick }] of steps.entries()) {
          const from = kind === 'expire' ? ready : inFlight;
          const picked = [...from][pick % Math.max(1, from.size)];
          if (kind === 'add') {
            const message = newMessage(`m${index}`, groups[pick]);
            ready.add(message);
            queue.add(message);
          } else if (kind === 'receive') {
            const message = queue.receive();
            expect(message === undefined).toBe(ready.size === 0);
            if (message) {
              expect(ready.delete(message)).toBe(true);
              inFlight.add(message);
            }
          } else if (kind === 'pass') queue.pass(pick * 1000);
          else if (picked) {
            from.delete(picked);
            if (kind === 'show') {
              queue.showAgain(picked);
              ready.add(picked);
            } else queue.remove(picked);
          }
          expect(queue.order.size).toBe(ready.size);
          everNoisy ||= queue.order.gauges()['ApproximateNumberOfNoisyGroups'] === 1;
        }
        while (ready.size > 0) expect(ready.delete(queue.receive() as Message)).toBe(true);
        expect(queue.receive()).toBeUndefined();
        for (const message of inFlight) queue.remove(message);
      }),
    );
    expect(everNoisy).toBe(true);
  });
});
