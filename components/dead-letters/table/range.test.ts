import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveEnd, rowsBetween, type Rows } from './range.ts';

const row = fc.integer({ min: 0, max: 40 });

const rowsOf = ({ from, to }: Rows) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('moveEnd', () => {
  it('selects what a growing range takes in', () => {
    expect(moveEnd(3, 5, 8)).toEqual({ select: { from: 3, to: 8 }, deselect: null });
    expect(moveEnd(3, 3, 1)).toEqual({ select: { from: 1, to: 3 }, deselect: null });
  });

  it('gives up what a shrinking range leaves', () => {
    expect(moveEnd(3, 8, 5)).toEqual({ select: { from: 3, to: 5 }, deselect: { from: 6, to: 8 } });
  });

  it('turns round at its anchor', () => {
    expect(moveEnd(3, 5, 2)).toEqual({ select: { from: 2, to: 3 }, deselect: { from: 4, to: 5 } });
  });

  it('leaves exactly the rows between anchor and end selected, wherever the end was before', () => {
    fc.assert(
      fc.property(row, fc.array(row, { minLength: 1, maxLength: 12 }), (anchor, ends) => {
        const selected = new Set([anchor]);
        let end = anchor;
        for (const next of ends) {
          const { select, deselect } = moveEnd(anchor, end, next);
          for (const index of deselect ? rowsOf(deselect) : []) selected.delete(index);
          for (const index of rowsOf(select)) selected.add(index);
          end = next;
        }
        expect([...selected].toSorted((a, b) => a - b)).toEqual(rowsOf(rowsBetween(anchor, end)));
      }),
    );
  });
});
