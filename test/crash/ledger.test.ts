import { beforeEach, describe, expect, it } from 'vitest';
import { attributeOf, createLedger, type Ledger, type Seen } from './ledger.ts';

let ledger: Ledger;
beforeEach(() => {
  ledger = createLedger();
});

const seen = (body: string, receiveCount = 1): Seen => ({
  body,
  messageId: `id of ${body}`,
  receiveCount,
  attribute: attributeOf(body),
});
const send = (body: string, fifo?: { group: string; place: number }) => {
  ledger.sending(body, fifo);
  ledger.sent(body);
};
const receive = (...messages: Seen[]) => ledger.received(messages, ledger.moment());
const remove = (body: string) => {
  ledger.deleting(body);
  ledger.deleted(body, true);
};

describe('a ledger reports', () => {
  it('a message that is lost, and not one whose send or delete was never answered', () => {
    for (const body of ['lost', 'deleting', 'there']) send(body);
    ledger.sending('unanswered');
    ledger.deleting('deleting');
    expect(ledger.bounds()).toEqual({ atLeast: 2, atMost: 4 });
    ledger.checkDrained(['there']);
    expect(ledger.violations).toEqual(['lost is lost']);
  });

  it('a message that is there twice', () => {
    send('a');
    ledger.checkDrained(['a', 'a']);
    expect(ledger.violations).toEqual(['a was there 2 times']);
  });

  it('a message that comes back after its delete, unless the receive was asked for before', () => {
    send('a');
    const before = ledger.moment();
    remove('a');
    ledger.received([seen('a')], before);
    expect(ledger.violations).toEqual([]);
    receive(seen('a', 2));
    expect(ledger.violations).toEqual(['a came back after its delete was confirmed']);
  });

  it('a receive count that does not rise', () => {
    send('a');
    receive(seen('a', 2));
    receive(seen('a', 2));
    expect(ledger.violations).toEqual(['a was received 2 times, then 2']);
  });

  it('a message from nowhere, and one whose attribute is another', () => {
    send('a');
    receive(seen('b'), { ...seen('a'), attribute: 'other' });
    expect(ledger.violations).toEqual(['b came from nowhere', 'a came with the attribute other']);
  });

  it('a message that overtakes another of its group', () => {
    send('first', { group: 'g', place: 0 });
    send('second', { group: 'g', place: 1 });
    receive(seen('first'), seen('second'));
    expect(ledger.violations).toEqual([]);
    receive(seen('second', 2));
    expect(ledger.violations).toEqual(['second overtook first']);
    remove('first');
    receive(seen('second', 3));
    expect(ledger.violations).toHaveLength(1);
  });
});
