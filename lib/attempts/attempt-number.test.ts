import { describe, expect, it } from 'vitest';
import { numberDelivery } from './attempt-number.ts';

describe('numberDelivery', () => {
  it('is the receive count of a message that was never redriven', () => {
    expect(numberDelivery('3', undefined)).toEqual({ attempt: 3, receiveCount: 3, lineage: null });
  });

  it('goes on counting over redrives', () => {
    const lineage = { root: 'r', generation: 2, receives: 6 };
    expect(numberDelivery('1', JSON.stringify(lineage))).toEqual({ attempt: 7, receiveCount: 1, lineage });
  });

  it.each([undefined, '', 'x', '0', '-2', '1.5'])(
    'takes an unreadable receive count (%s) for the first',
    (count) => {
      expect(numberDelivery(count, undefined).attempt).toBe(1);
    },
  );

  it.each(['', 'null', '{}', '{"root":"r","generation":1,"receives":-5}', '{"receives":9}'])(
    'ignores an attribute that only looks like lineage: %s',
    (lineage) => expect(numberDelivery('2', lineage)).toEqual({ attempt: 2, receiveCount: 2, lineage: null }),
  );
});
