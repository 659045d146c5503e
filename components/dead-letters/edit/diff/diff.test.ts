import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from './diff-lines.ts';
import { foldLines } from './fold-lines.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '{'), { maxLength: 30 })
  .map((lines) => lines.join('\n'));

describe('diffLines', () => {
  it('tells what was taken away, what was added, and what stayed, with their numbers', () => {
    expect(diffLines('{\n  "a": 1\n}', '{\n  "a": 2\n}')).toEqual([
      { kind: 'same', text: '{', before: 1, after: 1 },
      { kind: 'removed', text: '  "a": 1', before: 2, after: null },
      { kind: 'added', text: '  "a": 2', before: null, after: 2 },
      { kind: 'same', text: '}', before: 3, after: 3 },
    ]);
  });

  it('holds both texts, line by line', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const without = (kind: string) => lines.filter((line) => line.kind !== kind);
        expect(
          without('added')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(before);
        expect(
          without('removed')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(after);
        expect(without('added').map((line) => line.before)).toEqual(
          before.split('\n').map((_, at) => at + 1),
        );
        expect(without('removed').map((line) => line.after)).toEqual(
          after.split('\n').map((_, at) => at + 1),
        );
      }),
    );
  });

  it('gives up telling changes apart where there are thousands', () => {
    const many = (letter: string) =>
      Array.from({ length: 5000 }, (_, index) => `${letter}${index}`).join('\n');
    const lines = diffLines(many('a'), many('b'));
    expect(lines.filter(({ kind }) => kind === 'removed')).toHaveLength(5000);
    expect(lines.filter(({ kind }) => kind === 'added')).toHaveLength(5000);
  });
});

describe('foldLines', () => {
  const numbers = Array.from({ length: 20 }, (_, index) => String(index));

  it('folds what is far from a change', () => {
    const parts = foldLines(diffLines(numbers.join('\n'), numbers.with(10, 'ten').join('\n')));
    expect(parts.map((part) => (part.kind === 'folded' ? `… ${part.count}` : part.line.text))).toEqual([
      '… 7',
      '7',
      '8',
      '9',
      '10',
      'ten',
      '11',
      '12',
      '13',
      '… 6',
    ]);
  });

  it('has nothing to show where nothing changed', () => {
    expect(foldLines(diffLines('a\nb', 'a\nb'))).toEqual([]);
  });
});
