import type { RedriveList } from '#lib/redrive/types';

import { JobRow } from './job-row.tsx';
import { mergeRows } from './merge-rows.ts';
import { TaskRow } from './task-row.tsx';

const LOADING_ROWS = 6;

/** Every redrive that is known, newest first. */
export function RedriveTable({ list, nowMs }: { list: RedriveList | undefined; nowMs: number }) {
  return (
    <div className="overflow-x-auto">
      <table
        className="grid-table min-w-[1040px] table-fixed border-t"
        aria-label="Redrives"
        aria-busy={!list}
      >
        <thead>
          <tr>
            <th scope="col" className="w-[23%]">
              Redrive
            </th>
            <th scope="col" className="w-37">
              Status
            </th>
            <th scope="col" className="w-[18%]">
              Progress
            </th>
            <th scope="col" className="w-[19%]">
              Outcome
            </th>
            <th scope="col">By, reason</th>
            <th scope="col" className="num w-28">
              Made
            </th>
          </tr>
        </thead>
        <tbody className="[&_:is(td,th)]:h-14! [&_:is(td,th)]:align-middle">
          {list
            ? mergeRows(list).map((row) =>
                row.kind === 'job' ? (
                  <JobRow key={row.key} job={row.job} nowMs={nowMs} />
                ) : (
                  <TaskRow key={row.key} task={row.task} nowMs={nowMs} />
                ),
              )
            : Array.from({ length: LOADING_ROWS }, (_, index) => (
                <tr key={index}>
                  <td colSpan={6}>
                    <span className="sr-only">Reading…</span>
                    <div className="pulse h-8" />
                  </td>
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}
