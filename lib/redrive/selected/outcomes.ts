import type { SelectedRedriveResult } from '../types.ts';

export type Outcome =
  | { kind: 'moved'; newMessageId: string; target: string; mayBeDoubled: boolean }
  | { kind: 'skipped'; reason: string }
  | { kind: 'failed'; code: string; message: string };

/** What becomes of each selected message: every id is taken up at most once and ends in exactly one list. */
export interface Outcomes {
  /** True the first time for a selected id: whoever gets true settles it. */
  claim(messageId: string): boolean;
  allClaimed(): boolean;
  settle(messageId: string, outcome: Outcome): void;
  /** The lists; ids that nobody settled get `rest`. */
  result(rest: Outcome): SelectedRedriveResult;
}

export function createOutcomes(selected: ReadonlySet<string>): Outcomes {
  const unclaimed = new Set(selected);
  const outcomes = new Map<string, Outcome>();
  return {
    claim: (messageId) => unclaimed.delete(messageId),
    allClaimed: () => unclaimed.size === 0,
    settle: (messageId, outcome) => void outcomes.set(messageId, outcome),
    result(rest) {
      const result: SelectedRedriveResult = { selected: selected.size, moved: [], skipped: [], failed: [] };
      for (const messageId of selected) {
        const { kind, ...outcome } = outcomes.get(messageId) ?? rest;
        Object.assign(result, { [kind]: [...result[kind], { messageId, ...outcome }] });
      }
      return result;
    },
  };
}
