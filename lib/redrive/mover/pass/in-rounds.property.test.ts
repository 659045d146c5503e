import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Outgoing } from '../copies/outgoing.ts';
import { inRounds } from './in-rounds.ts';

const copies = fc.array(fc.constantFrom('a', 'b', 'c', undefined), { maxLength: 10 }).map((groups) =>
  groups.map((MessageGroupId, index): Outgoing => {
    const message = { MessageId: `${index}` };
    const held = { messageId: `${index}`, receiptHandle: '', hiddenUntilMs: 0, message };
    const group = MessageGroupId === undefined ? {} : { MessageGroupId };
    return { held, sizeBytes: 1, entry: { MessageBody: 'x', ...group } };
  }),
);

it('has every copy once, at most one of a group in a round, and each group in its order', () => {
  fc.assert(
    fc.property(copies, (all) => {
      const rounds = inRounds(all);
      expect(rounds.flat().toSorted(byIndex)).toEqual(all);
      for (const round of rounds) {
        const groups = round.map(({ entry }) => entry.MessageGroupId);
        expect(new Set(groups).size).toBe(groups.length);
      }
      for (const group of ['a', 'b', 'c']) {
        const ids = (list: readonly Outgoing[]) =>
          list.filter(({ entry }) => entry.MessageGroupId === group).map(({ held }) => held.messageId);
        expect(ids(rounds.flat())).toEqual(ids(all));
      }
    }),
  );
});

function byIndex(a: Outgoing, b: Outgoing): number {
  return Number(a.held.messageId) - Number(b.held.messageId);
}
