import type { Sort } from '../workbench/types.ts';

export interface Column {
  name: string;
  /** What the name does not say. */
  title?: string;
  className?: string;
  /** Orders it can be sorted in; pressing its head goes through them. */
  sorts?: readonly Sort[];
}

/** Shown only where the table is wide enough: it is the same for most messages, and in the drawer too. */
export const WIDE_ONLY = 'hidden @min-[1240px]:block';

/** After the checkbox. */
export const COLUMNS: readonly Column[] = [
  { name: 'Message id' },
  { name: 'Cause', title: 'What its latest recorded attempt failed of' },
  { name: 'Body' },
  { name: 'Came from', className: WIDE_ONLY },
  {
    name: 'Receives',
    title: 'Deliveries counted over all queues, this look included',
    className: 'num',
    sorts: ['receives'],
  },
  {
    name: 'Redriven',
    title: 'How often this desk has redriven it before',
    className: 'num',
    sorts: ['generation'],
  },
  {
    name: 'Sent',
    title: 'When it was sent to its first queue',
    className: 'num',
    sorts: ['newest', 'oldest'],
  },
  { name: 'Expires', title: 'When its queue drops it', className: 'num', sorts: ['expires'] },
];

/** Orders in which the first row has the smallest number or the earliest time. */
export const ASCENDING: ReadonlySet<Sort> = new Set<Sort>(['oldest', 'expires']);
