import type { GroupBy, MessageGroup, WorkbenchView } from '../workbench/types.ts';

/** What is grouped by, in words: `Cause`, `Day`, `tenant`, `order.region`. */
export function nameGroupBy(groupBy: GroupBy): string {
  if (groupBy === 'cause') return 'Cause';
  if (groupBy === 'day') return 'Day';
  return groupBy.slice(groupBy.indexOf('.') + 1);
}

/** One and many of its groups. */
export function countedAs(groupBy: GroupBy): [one: string, many: string] {
  if (groupBy === 'cause') return ['cause', 'causes'];
  return groupBy === 'day' ? ['day', 'days'] : ['value', 'values'];
}

/** All of them, as the choice that filters nothing. */
export function nameAll(groupBy: GroupBy): string {
  if (groupBy === 'cause') return 'All causes';
  return groupBy === 'day' ? 'All days' : 'All values';
}

/** A group in words. One without a key is of the messages that have none, or none yet. */
export function describeGroup(
  { key, label, detail }: Pick<MessageGroup, 'key' | 'label' | 'detail'>,
  groupBy: GroupBy,
  lookup: WorkbenchView['lookup'],
): { title: string; detail: string | null } {
  if (key !== '') return { title: label, detail };
  if (groupBy === 'cause') return WITHOUT_CAUSE[lookup.state];
  const what = groupBy.startsWith('attr.') ? 'attribute' : 'field';
  return { title: `Without this ${what}`, detail: null };
}

const WITHOUT_CAUSE: Record<WorkbenchView['lookup']['state'], { title: string; detail: string }> = {
  'under-way': { title: 'No cause yet', detail: 'Causes are being looked up.' },
  joined: { title: 'No recorded cause', detail: 'Killed, out of memory, or not instrumented' },
  unavailable: { title: 'Cause not known', detail: 'It could not be looked up.' },
};

/** Days one after the other, the latest first; all else as it comes, the largest first. What has no key comes last. */
export function orderGroups(groups: readonly MessageGroup[], groupBy: GroupBy): MessageGroup[] {
  const keyed = groups.filter(({ key }) => key !== '');
  const without = groups.filter(({ key }) => key === '');
  return [...(groupBy === 'day' ? keyed.toSorted((a, b) => (a.key < b.key ? 1 : -1)) : keyed), ...without];
}
