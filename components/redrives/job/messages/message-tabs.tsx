import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

import { formatCount } from '#components/ui/format.ts';
import type { JobMessageList, RedriveJob } from '#lib/redrive/types';

import { listLists } from './lists.ts';

/** A job's messages, by what became of them in it. */
export function MessageTabs({
  job,
  list,
  onList,
  children,
}: {
  job: RedriveJob;
  list: JobMessageList;
  onList: (list: JobMessageList) => void;
  children: ReactNode;
}) {
  return (
    <Tabs.Root value={list} onValueChange={(value) => onList(value as JobMessageList)} className="min-w-0">
      <Tabs.List aria-label="Messages" activateOnFocus className="flex gap-1 border-b px-4">
        {listLists(job).map(({ list: value, title, count }) => (
          <Tabs.Tab
            key={value}
            value={value}
            className="-mb-px flex h-10 items-center gap-1.5 border-b-2 border-transparent px-2 font-medium text-muted hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-ink"
          >
            {title}
            <span
              className={`label ${count && value === 'failed' ? 'text-danger!' : ''} ${count && value === 'doubtful' ? 'text-warning!' : ''}`}
            >
              {formatCount(count)}
            </span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={list} className="focus-visible:-outline-offset-2">
        {children}
      </Tabs.Panel>
    </Tabs.Root>
  );
}
