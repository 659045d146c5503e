import type { GroupBy, MessageGroup, WorkbenchRow } from '#components/dead-letters/workbench/types.ts';

import { WANTED, type Evaluation } from './evaluation.ts';

const MAX_GROUPS = 200;

export interface Grouped {
  /** At most 200, the largest first, the more recent first among equals. */
  groups: MessageGroup[];
  inOtherGroups: number;
  /** Rows that the query wants. */
  wanted: number;
}

/** Counts the wanted rows of each group. The chosen group is listed, however small it is. */
export function countGroups(
  rows: readonly WorkbenchRow[],
  evaluation: Evaluation,
  { groupBy, chosen }: { groupBy: GroupBy; chosen: string | null },
): Grouped {
  const { verdicts, groups: groupOf, groupKeys } = evaluation;
  const size = groupKeys.length;
  const counts = new Int32Array(size);
  const first = new Float64Array(size).fill(Infinity);
  const last = new Float64Array(size).fill(-Infinity);
  const lastSlot = new Int32Array(size);
  let wanted = 0;
  for (let slot = 0; slot < rows.length; slot += 1) {
    if (verdicts[slot] !== WANTED) continue;
    wanted += 1;
    const group = groupOf[slot] ?? -1;
    if (group < 0) continue;
    const sentAtMs = rows[slot]?.message.sentAtMs ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    if (sentAtMs < (first[group] ?? 0)) first[group] = sentAtMs;
    if (sentAtMs <= (last[group] ?? 0)) continue;
    last[group] = sentAtMs;
    lastSlot[group] = slot;
  }
  const groups = groupKeys
    .flatMap((key, group): MessageGroup | [] => {
      const count = counts[group] ?? 0;
      if (count === 0) return [];
      const newest = rows[lastSlot[group] ?? 0];
      return {
        key,
        ...describe(key, newest, groupBy),
        count,
        firstSentAtMs: first[group] ?? 0,
        lastSentAtMs: last[group] ?? 0,
      };
    })
    .toSorted((a, b) => b.count - a.count || b.lastSentAtMs - a.lastSentAtMs || (a.key < b.key ? -1 : 1));
  const chosenAt = groups.findIndex(({ key }) => key === chosen);
  const shown =
    chosenAt < MAX_GROUPS
      ? groups.slice(0, MAX_GROUPS)
      : [...groups.slice(0, MAX_GROUPS - 1), ...groups.slice(chosenAt, chosenAt + 1)];
  const inShown = shown.reduce((sum, { count }) => sum + count, 0);
  return { groups: shown, inOtherGroups: wanted - inShown, wanted };
}

/** A cause is told as its newest message has it. */
function describe(
  key: string,
  newest: WorkbenchRow | undefined,
  groupBy: GroupBy,
): Pick<MessageGroup, 'label' | 'detail'> {
  const error = groupBy === 'cause' && key !== '' ? newest?.attempt?.error : null;
  return error ? { label: error.name, detail: error.message } : { label: key, detail: null };
}
