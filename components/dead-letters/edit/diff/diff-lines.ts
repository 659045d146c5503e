import { diffArrays } from 'diff';

export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
  /** Number of the line in the original and in the copy, from 1; null where it has none. */
  before: number | null;
  after: number | null;
}

/** So many changed lines are told apart; of more, all between the first and the last is one change. */
const MAX_CHANGES = 500;

/** How `after` came from `before`, line by line. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, next] = [before.split('\n'), after.split('\n')];
  const start = countEqual(old, next);
  const end = countEqual(old.slice(start).toReversed(), next.slice(start).toReversed());
  const [oldMiddle, nextMiddle] = [old.slice(start, old.length - end), next.slice(start, next.length - end)];
  const changes = diffArrays(oldMiddle, nextMiddle, { maxEditLength: MAX_CHANGES }) ?? [
    { value: oldMiddle, removed: true, added: false },
    { value: nextMiddle, removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  const numbers = { before: 0, after: 0 };
  const push = (kind: DiffLine['kind'], texts: readonly string[]) => {
    for (const text of texts) {
      if (kind !== 'added') numbers.before += 1;
      if (kind !== 'removed') numbers.after += 1;
      lines.push({
        kind,
        text,
        before: kind === 'added' ? null : numbers.before,
        after: kind === 'removed' ? null : numbers.after,
      });
    }
  };
  push('same', old.slice(0, start));
  for (const { value, removed, added } of changes)
    push(removed ? 'removed' : added ? 'added' : 'same', value);
  push('same', old.slice(old.length - end));
  return lines;
}

function countEqual(one: readonly string[], other: readonly string[]): number {
  const length = Math.min(one.length, other.length);
  let count = 0;
  while (count < length && one[count] === other[count]) count += 1;
  return count;
}
