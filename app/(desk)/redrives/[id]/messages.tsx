'use client';

import { useState } from 'react';

import { NOTHING_IN } from '#components/redrives/job/messages/lists.ts';
import { MessageRows } from '#components/redrives/job/messages/message-rows.tsx';
import { MessageTable } from '#components/redrives/job/messages/message-table.tsx';
import { RowsNote } from '#components/redrives/job/messages/rows-note.tsx';
import type { JobMessageList, RedriveJob } from '#lib/redrive/types';

import { useJobMessages } from '../../_data/redrives/use-job.ts';

/** One list of a job's messages, page after page; each page is kept up to date while it is shown. */
export function Messages({ job, list }: { job: RedriveJob; list: JobMessageList }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <MessageTable list={list} action={job.action}>
      {cursors.map((cursor, index) => (
        <Page
          key={cursor ?? ''}
          job={job}
          list={list}
          cursor={cursor}
          last={index === cursors.length - 1}
          onMore={(next) => setCursors([...cursors, next])}
        />
      ))}
    </MessageTable>
  );
}

function Page({
  job,
  list,
  cursor,
  last,
  onMore,
}: {
  job: RedriveJob;
  list: JobMessageList;
  cursor: string | null;
  last: boolean;
  onMore: (cursor: string) => void;
}) {
  const { data, error } = useJobMessages(job, list, cursor);
  const next = data?.next ?? null;
  return (
    <>
      {data && <MessageRows messages={data.messages} list={list} action={job.action} />}
      <RowsNote
        loading={data === undefined && error === null}
        problem={error?.message ?? null}
        nothing={cursor === null && data?.messages.length === 0 ? NOTHING_IN[list] : null}
        onMore={last && next !== null ? () => onMore(next) : null}
      />
    </>
  );
}
