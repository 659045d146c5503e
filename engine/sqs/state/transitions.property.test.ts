import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../attributes/settings.ts';
import { createMessage } from './message.ts';
import { noJournal } from '../disk/journal.ts';
import { createQueueState, type Queue } from './queue.ts';
import { deliver, enter, hideUntil, leave, settle, showNow } from './transitions.ts';

const RETENTION_SECONDS = 60;

function newQueue(fifo: boolean): Queue {
  const attributes = new Map([['MessageRetentionPeriod', String(RETENTION_SECONDS)]]);
  const settings = readSettings(attributes);
  return createQueueState(
    { name: 'q', arn: 'arn', fifo, attributes, settings, tags: new Map() },
    0,
    noJournal,
  );
}

function newMessage(id: string, groupId: string, sentAtMs: number) {
  const content = {
    bodyJson: JSON.stringify(id),
    bodyMd5: '',
    sizeBytes: id.length,
    attributes: [],
    attributesMd5: undefined,
    traceHeader: undefined,
    senderId: 'local',
    groupId,
    deduplicationId: undefined,
  };
  return createMessage(id, content, sentAtMs);
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('enter' as const),
    delaySeconds: fc.constantFrom(0, 0, 5),
    group: fc.constantFrom('a', 'b'),
    backdatedSeconds: fc.constantFrom(0, 0, 30, 59),
  }),
  fc.record({ kind: fc.constant('receive' as const), timeoutSeconds: fc.integer({ min: 1, max: 90 }) }),
  fc.record({
    kind: fc.constant('extend' as const),
    pick: fc.nat(),
    seconds: fc.integer({ max: 90, min: 1 }),
  }),
  fc.record({ kind: fc.constant('release' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('leave' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 0, max: 40 }) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does one step as the actions would; answers the time after it. */
function take(queue: Queue, action: Step, index: number, nowMs: number): number {
  settle(queue, nowMs);
  const all = [...queue.messages.values()];
  const picked = 'pick' in action ? all[action.pick % all.length] : undefined;
  switch (action.kind) {
    case 'enter': {
      const message = newMessage(`m${index}`, action.group, nowMs - action.backdatedSeconds * 1000);
      enter(queue, message, nowMs, action.delaySeconds * 1000);
      return nowMs;
    }
    case 'receive': {
      const next = queue.ready.next(undefined, nowMs);
      if (next) deliver(queue, next, nowMs, nowMs + action.timeoutSeconds * 1000);
      return nowMs;
    }
    case 'extend':
      if (picked?.place === 'inFlight') hideUntil(queue, picked, nowMs + action.seconds * 1000);
      return nowMs;
    case 'release':
      if (picked?.place === 'inFlight') showNow(queue, picked, nowMs);
      return nowMs;
    case 'leave':
      if (picked) leave(queue, picked);
      return nowMs;
    default:
      return nowMs + action.seconds * 1000;
  }
}

function law(holds: boolean, text: string): string[] {
  return holds ? [] : [text];
}

/** What the queue's structures say against what its messages say. */
function brokenLaws(queue: Queue, nowMs: number): string[] {
  const all = [...queue.messages.values()];
  const count = (place: string) => all.filter((message) => message.place === place).length;
  return [
    ...law(queue.ready.size === count('ready'), 'visible count'),
    ...law(queue.inFlightCount === count('inFlight'), 'in-flight count'),
    ...law(queue.delayedCount === count('delayed'), 'delayed count'),
    ...law(queue.due.size === queue.inFlightCount + queue.delayedCount, 'due heap'),
    ...law(queue.entered.size === all.length, 'order of entry'),
    ...law(
      all.every(({ place, dueAtMs }) => place === 'ready' || dueAtMs > nowMs),
      'hidden beyond its time',
    ),
    ...law(
      all.every(({ retentionStartMs }) => nowMs - retentionStartMs < RETENTION_SECONDS * 1000),
      'kept beyond retention',
    ),
    ...law(
      queue.ready.next(undefined, nowMs) !== undefined || queue.fifo || count('ready') === 0,
      'visible but not to be had',
    ),
  ];
}

describe.each([
  { type: 'standard', fifo: false },
  { type: 'FIFO', fifo: true },
])('a $type queue', ({ fifo }) => {
  it('holds every message in exactly one place, and none beyond its time', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const queue = newQueue(fifo);
        let nowMs = 1_000_000;
        for (const [index, action] of steps.entries()) {
          nowMs = take(queue, action, index, nowMs);
          settle(queue, nowMs);
          expect(brokenLaws(queue, nowMs)).toEqual([]);
        }
      }),
    );
  });
});

it('gives only the oldest message of a FIFO group, and nothing while that one is in flight', () => {
  const undelayed = step.filter((action) => action.kind !== 'enter' || action.delaySeconds === 0);
  fc.assert(
    fc.property(fc.array(undelayed, { maxLength: 80 }), (steps) => {
      const queue = newQueue(true);
      let nowMs = 1_000_000;
      for (const [index, action] of steps.entries()) {
        nowMs = take(queue, action, index, nowMs);
        settle(queue, nowMs);
        const next = queue.ready.next(undefined, nowMs);
        const oldest = [...queue.messages.values()].find(({ groupId }) => groupId === next?.groupId);
        expect(next?.number).toBe(oldest?.number);
      }
    }),
  );
});
