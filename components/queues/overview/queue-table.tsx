import { useState, type ReactNode } from 'react';

import { formatCount, formatCounted } from '#components/ui/format.ts';
import type { OverviewMetrics } from '#lib/metrics/types';
import type { QueueList } from '#lib/queues/types';

import { QueueRow } from './queue-row.tsx';
import { toRows } from './rows.ts';
import { UnreadableRows } from './unreadable-rows.tsx';

/** Rows drawn at once: enough to look through; a filter finds the rest faster than a scrollbar. */
const PAGE = 100;

/** All queues, trouble first. */
export function QueueTable({
  list,
  metrics,
  failed,
  children,
}: {
  list: QueueList | undefined;
  metrics: OverviewMetrics | undefined;
  /** Reading has failed; what is in `list` is what was read before. */
  failed: boolean;
  /** Shown beside the filter. */
  children?: ReactNode;
}) {
  const [filter, setFilter] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const rows = list && toRows(list, metrics?.deadLetterAgeSeconds);
  const wanted = filter.toLowerCase();
  const found = rows?.filter(
    ({ queue, deadLetters }) =>
      queue.name.toLowerCase().includes(wanted) || deadLetters?.name.toLowerCase().includes(wanted),
  );
  const unreadable = list?.unreadable.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? [];
  return (
    <>
      <div className="flex h-12 items-center gap-3 px-6 ">
        <input
          type="search"
          aria-label="Filter queues"
          placeholder="Filter queues"
          className="input max-w-56"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <output className="label">
          {found &&
            rows &&
            `${wanted ? `${formatCount(found.length)} of ` : ''}${formatCounted(rows.length, 'queue')}`}
          {list && list.pending.length > 0 && ` · ${formatCount(list.pending.length)} not read yet`}
        </output>
        {children}
      </div>
      <div className="overflow-x-auto">
        <table
          className="grid-table min-w-[1000px] table-fixed border-t"
          aria-label="Queues"
          aria-busy={!list && !failed}
        >
          <thead title="Counts are approximate, as SQS reports them">
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">Dead letters</th>
              {['Waiting', 'In flight', 'Delayed'].map((name) => (
                <th key={name} scope="col" className="num w-19">
                  {name}
                </th>
              ))}
              <th scope="col" className="w-29 pl-6!">
                Last 15 min
              </th>
              <th scope="col" className="w-[14%]">
                Consumer
              </th>
              <th
                scope="col"
                className="w-28"
                title="What is wrong with the set-up of it and its dead letters"
              >
                Findings
              </th>
              <th scope="col" className="num w-28" title="Receives before a message becomes a dead letter">
                Max receives
              </th>
            </tr>
          </thead>
          <tbody>
            {found?.slice(0, limit).map((row) => (
              <QueueRow
                key={row.queue.name}
                row={row}
                samples={metrics?.samples[row.queue.name]}
                consumersError={list?.consumersError ?? null}
                nowMs={list?.readAtMs ?? 0}
              />
            ))}
            {list && <UnreadableRows unreadable={unreadable} />}
            {!list && (
              <tr>
                <td colSpan={9} className="text-muted">
                  {failed ? 'No queue could be read yet.' : 'Reading queues…'}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {found && (found.length > limit || !found.length) && (
        <p className="px-6 py-4 text-muted ">
          {found.length ? (
            <button type="button" className="btn" onClick={() => setLimit(limit + PAGE * 5)}>
              {`Show more: ${formatCount(limit)} of ${formatCount(found.length)} shown`}
            </button>
          ) : wanted ? (
            'No queue has that in its name.'
          ) : (
            'There are no queues here yet. The desk shows every queue of this account and region.'
          )}
        </p>
      )}
    </>
  );
}
