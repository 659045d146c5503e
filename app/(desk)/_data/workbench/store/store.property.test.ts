import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SORTS } from '#components/dead-letters/workbench/types.ts';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import type { WorkerView } from '../protocol.ts';
import { createStore, FIRST_LOOK, type Store } from './store.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const look = fc.record({
  query: fc.constantFrom('', 'x', 'y'),
  groupBy: fc.constantFrom('cause', 'day', 'attr.tenant'),
  group: fc.constantFrom(null, '', 'v1-A', '1970-01-01', 'acme'),
  sort: fc.constantFrom(...SORTS),
});
const message = fc.record({
  messageId: id,
  body: fc.constantFrom('x', 'y', 'xy'),
  sentAtMs: fc.constantFrom(1, 2, 86_400_000),
  receiveCount: fc.integer({ min: 1, max: 3 }),
  generation: fc.integer({ min: 0, max: 2 }),
  expiresAtMs: fc.constantFrom(null, 5, 6),
  attributes: fc.constantFrom({}, { tenant: { DataType: 'String', StringValue: 'acme' } }),
});
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: message.map((one) => ({ kind: 'message' as const, message: scannedMessage(one) })),
  },
  fc.record({ messageId: id, name: fc.constantFrom('A', 'B') }).map(({ messageId, name }) => ({
    kind: 'attempt' as const,
    attempt: latestAttempt({ messageId, error: { name, message: '', fingerprint: `v1-${name}` } }),
  })),
  look.map((next) => ({ kind: 'look' as const, look: next })),
  fc.array(id, { maxLength: 3 }).map((messageIds) => ({ kind: 'remove' as const, messageIds })),
  fc.constant({ kind: 'step' as const }),
  fc.constant({ kind: 'publish' as const }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

function carryOut(store: Store, one: Act): void {
  if (one.kind === 'message') store.take({ type: 'message', message: one.message });
  else if (one.kind === 'attempt') store.take({ type: 'attempts', latest: [one.attempt] });
  else if (one.kind === 'look') store.look(one.look);
  else if (one.kind === 'remove') store.remove(one.messageIds);
  else if (one.kind === 'step') store.step(1);
  else store.publish();
}

function showAll(store: Store): {
  rows: unknown;
  view: Omit<WorkerView, 'revision' | 'about' | 'groupable'>;
} {
  while (store.step(3));
  const { revision: _revision, about: _about, groupable: _groupable, ...view } = store.publish();
  return { rows: store.rowsOf(null), view };
}

it('shows after any history what it would show had everything come at once', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), look, (acts, last) => {
      const store = createStore(() => 0);
      store.look(FIRST_LOOK);
      store.start();
      for (const one of acts) carryOut(store, one);
      store.look(last);
      const shown = showAll(store);

      // What is left, without its history.
      store.look(FIRST_LOOK);
      while (store.step(100));
      store.publish();
      const left = store.rowsOf(null);
      const fresh = createStore(() => 0);
      fresh.look(last);
      fresh.start();
      for (const row of left) {
        fresh.take({ type: 'message', message: row.message });
        if (row.attempt) fresh.take({ type: 'attempts', latest: [row.attempt] });
      }
      expect(shown).toEqual(showAll(fresh));
    }),
  );
});
