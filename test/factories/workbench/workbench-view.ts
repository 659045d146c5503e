import type { WorkbenchView } from '#components/dead-letters/workbench/types.ts';

/** A queue that was read to its end, with nothing in it. */
export function workbenchView(part: Partial<WorkbenchView> = {}): WorkbenchView {
  return {
    state: 'done',
    read: 0,
    about: 0,
    end: {
      type: 'done',
      seen: 0,
      about: 0,
      complete: true,
      limitedBy: null,
      givenBack: 0,
      returningByThemselves: 0,
      attempts: 'joined',
      attemptsReason: null,
    },
    error: null,
    lookup: { state: 'joined', reason: null },
    matching: 0,
    matchingQuery: 0,
    problem: null,
    groupBy: 'cause',
    groups: [],
    inOtherGroups: 0,
    groupable: ['cause', 'day'],
    revision: 1,
    endedAtMs: 0,
    ...part,
  };
}
