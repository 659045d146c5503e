import type { Scope } from '#components/dead-letters/actions/scope.ts';
import type { ScopeCounts } from '#components/dead-letters/actions/scope-text.ts';
import { describeGroup } from '#components/dead-letters/groups/group-names.ts';
import type { WorkbenchActions, WorkbenchView } from '#components/dead-letters/workbench/types.ts';
import type { Selection } from '#lib/redrive/types';

import type { Look } from '../../../../_data/workbench/protocol.ts';
import { writeLook } from './write-look.ts';

/** What is about to be done something with. */
export interface Proposal {
  selection: Selection;
  /** To follow a verb: `3 selected messages`. */
  description: string;
  count: number;
  approximate: boolean;
}

/** All that a scope may be about. */
export interface Scoped {
  look: Look;
  view: WorkbenchView;
  selected: ReadonlySet<string>;
  /** What SQS says is there. */
  visible: number;
  actions: Pick<WorkbenchActions, 'idsOf'>;
}

/** How many messages each scope has; null where there is no such scope now. What was not understood filters nothing. */
export function countScopes({ look, view, selected, visible }: Scoped): ScopeCounts {
  const hasQuery = look.query.trim() !== '';
  const hasGroup = look.group !== null;
  const matching = view.problem === null && view.matching > 0 ? view.matching : null;
  return {
    selected: selected.size > 0 ? selected.size : null,
    group: hasGroup && !hasQuery ? matching : null,
    results: hasQuery ? matching : null,
    all: visible > 0 ? visible : null,
  };
}

/** The messages of a scope. Those that no query describes are taken by their ids. */
export async function propose(scope: Scope, scoped: Scoped): Promise<Proposal> {
  const { look, view, selected, visible, actions } = scoped;
  if (scope === 'all') {
    return { selection: { all: true }, description: 'everything', count: visible, approximate: true };
  }
  if (scope === 'selected') {
    const messageIds = [...selected];
    return {
      selection: { messageIds },
      description: countedAs(messageIds.length, 'selected message'),
      count: messageIds.length,
      approximate: false,
    };
  }
  const written = writeLook(look);
  const selection = written ?? { messageIds: await actions.idsOf() };
  const isWhole = view.end?.complete === true;
  return {
    selection,
    description: describe(scoped),
    count: view.matching,
    // A query finds what was not read, too.
    approximate: written !== null && !isWhole,
  };
}

function describe({ look, view }: Scoped): string {
  const { groupBy, group, query } = look;
  const chosen = view.groups.find(({ key }) => key === group);
  const title = chosen && describeGroup(chosen, groupBy, view.lookup).title;
  if (query.trim() !== '') return `messages that match ${query.trim()}${title ? `, of ${title}` : ''}`;
  return `the messages of ${title ?? group ?? 'this group'}`;
}

function countedAs(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}
