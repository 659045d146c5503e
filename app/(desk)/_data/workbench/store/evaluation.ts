import type { GroupBy, WorkbenchRow } from '#components/dead-letters/workbench/types.ts';
import type { ParsedBody } from '#lib/messages/query/lazy-body';

import { groupKeyOf } from './group-key.ts';
import type { Rows } from './rows.ts';

/** Whether a row is wanted. */
export type Matcher = (row: WorkbenchRow, body: ParsedBody) => boolean;

/** Verdicts. */
const UNKNOWN = 0;
export const WANTED = 1;
const UNWANTED = 2;

/** What query and grouping say of each row. Another query or grouping is worked off in steps, so that a newer one need not wait. */
export interface Evaluation {
  /** Judges one row now: it is new, or has changed. */
  judge(slot: number): void;
  /**
   * Begins again with all `count` rows; what stays the same is not done again. With `narrows` the matcher wants no row that the one before did
   * not, and those are left out.
   */
  restart(change: { matcher?: Matcher; narrows?: boolean; groupBy?: GroupBy }, count: number): void;
  /** Works off up to `count` rows. True while any is left. */
  step(count: number): boolean;
  readonly isDone: boolean;
  /** By slot, {@link WANTED} for a row that the query wants. Longer than there are rows, as is `groups`; both are for reading only. */
  readonly verdicts: Uint8Array;
  /** By slot, the number of the row's group, -1 while unknown. */
  readonly groups: Int32Array;
  /** Keys of groups by number. */
  readonly groupKeys: readonly string[];
}

export function createEvaluation(rows: Rows): Evaluation {
  let matcher: Matcher = () => true;
  let groupBy: GroupBy = 'cause';
  let verdicts = new Uint8Array(1024);
  let groups = new Int32Array(1024).fill(-1);
  let numbers = new Map<string, number>();
  let keys: string[] = [];
  let left = { from: 0, to: 0, match: false, group: false };

  const numberOf = (row: WorkbenchRow, body: ParsedBody) => {
    const key = groupKeyOf(row, body, groupBy);
    let number = numbers.get(key);
    if (number === undefined) {
      number = keys.push(key) - 1;
      numbers.set(key, number);
    }
    return number;
  };

  const grow = (slots: number) => {
    if (slots <= verdicts.length) return;
    const length = Math.max(slots, 2 * verdicts.length);
    const [oldVerdicts, oldGroups] = [verdicts, groups];
    verdicts = new Uint8Array(length);
    verdicts.set(oldVerdicts);
    groups = new Int32Array(length).fill(-1);
    groups.set(oldGroups);
  };

  const forgetWanted = () => {
    for (let slot = 0; slot < verdicts.length; slot += 1)
      if (verdicts[slot] === WANTED) verdicts[slot] = UNKNOWN;
  };

  const judge = (slot: number, match: boolean, group: boolean) => {
    const row = rows.list[slot];
    if (!row) return;
    const body = rows.bodyOf(slot);
    if (match) verdicts[slot] = matcher(row, body) ? WANTED : UNWANTED;
    if (group) groups[slot] = numberOf(row, body);
  };

  return {
    judge(slot) {
      grow(slot + 1);
      judge(slot, true, true);
    },
    restart(change, count) {
      grow(count);
      const unfinished = left.from < left.to ? left : { match: false, group: false };
      if (change.matcher) {
        matcher = change.matcher;
        if (change.narrows) forgetWanted();
        else verdicts.fill(UNKNOWN);
      }
      if (change.groupBy !== undefined) {
        groupBy = change.groupBy;
        numbers = new Map();
        keys = [];
        groups.fill(-1);
      }
      left = {
        from: 0,
        to: count,
        match: change.matcher !== undefined || unfinished.match,
        group: change.groupBy !== undefined || unfinished.group,
      };
    },
    step(count) {
      const to = Math.min(left.to, left.from + count);
      for (let slot = left.from; slot < to; slot += 1) {
        const match = left.match && verdicts[slot] === UNKNOWN;
        if (match || left.group) judge(slot, match, left.group);
      }
      left.from = to;
      return to < left.to;
    },
    get isDone() {
      return left.from >= left.to;
    },
    get verdicts() {
      return verdicts;
    },
    get groups() {
      return groups;
    },
    get groupKeys() {
      return keys;
    },
  };
}
