import type { ReactNode } from 'react';

import { ScrollBox } from '#components/ui/group.tsx';
import type { JobAction, JobMessageList } from '#lib/redrive/types';

/** The frame of a list of messages; its pages are given as bodies of the table. */
export function MessageTable({
  list,
  action,
  children,
}: {
  list: JobMessageList;
  action: JobAction;
  children: ReactNode;
}) {
  return (
    <ScrollBox label="List of messages" className="max-h-[60vh]">
      <table className="grid-table" aria-label="Messages of the job">
        <thead className="sticky top-0 bg-ground">
          <tr>
            <th scope="col">Message</th>
            {list === 'doubtful' && <th scope="col">In the job</th>}
            {hasCopies(list, action) && (
              <>
                <th scope="col">Copy</th>
                <th scope="col">Target</th>
                <th scope="col">Outcome</th>
              </>
            )}
            {list !== 'moved' && <th scope="col">Why</th>}
            <th scope="col" className="num">
              At
            </th>
          </tr>
        </thead>
        {children}
      </table>
    </ScrollBox>
  );
}

/** Whether messages of a list have copies, with their targets and outcomes. */
export function hasCopies(list: JobMessageList, action: JobAction): boolean {
  return action !== 'delete' && list === 'moved';
}
