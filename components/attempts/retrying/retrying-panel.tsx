import { useState } from 'react';

import { formatCount, formatCounted } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';
import type { RetryingList } from '#lib/attempts/types';

import type { Reporting } from '../funnel/reporting.ts';
import { NothingHere, Panel } from '../panel.tsx';
import { orderRetrying } from './order-retrying.ts';
import { RetryingRow } from './retrying-row.tsx';

/** Messages shown at first: the rest is asked for. */
const SHOWN = 10;
const HEAD_PX = 32;
const ROW_PX = 36;

/** Messages between their first failure and their end, the next attempt first. */
export function RetryingPanel({
  list,
  problem,
  reporting,
  openId,
  onOpen,
}: {
  /** Undefined while loading. */
  list: RetryingList | undefined;
  problem: string | null;
  reporting: Reporting;
  /** Message whose attempts are shown; null for none. */
  openId: string | null;
  onOpen: (messageId: string) => void;
}) {
  // Messages come and go every few seconds; what is below the list stays where it is.
  const [most, setMost] = useState(0);
  const rows = Math.min(SHOWN, list?.messages.length ?? 0);
  if (rows > most) setMost(rows);
  return (
    <Panel title="Retrying now" note={list && summarise(list)} data={list} problem={problem}>
      {(known) => (
        <div style={{ minHeight: most && HEAD_PX + most * ROW_PX }}>
          {known.messages.length ? (
            <Messages list={known} openId={openId} onOpen={onOpen} />
          ) : (
            <NothingHere>
              {reporting === 'silent'
                ? 'No retry was recorded: the consumer reports no attempts.'
                : 'No message is between two attempts.'}
            </NothingHere>
          )}
        </div>
      )}
    </Panel>
  );
}

function summarise({ messages, truncated }: RetryingList): string {
  if (!messages.length) return '';
  const exhausted = messages.filter(({ state }) => state === 'exhausted').length;
  return [
    truncated
      ? `the ${formatCounted(messages.length, 'message')} that failed last; there are more`
      : formatCounted(messages.length, 'message'),
    exhausted ? `${formatCount(exhausted)} without a receive left` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function Messages({
  list,
  openId,
  onOpen,
}: {
  list: RetryingList;
  openId: string | null;
  onOpen: (messageId: string) => void;
}) {
  const [whole, setWhole] = useState(false);
  const nowMs = useNow();
  const { maxReceiveCount } = list;
  const messages = orderRetrying(list.messages);
  const shown = whole ? messages : messages.slice(0, SHOWN);
  return (
    <>
      <div className="@container overflow-x-auto">
        <table
          className="grid-table min-w-[560px] table-fixed border-t [&_tbody>tr:last-child>*]:border-b-0"
          aria-label="Messages that are retried"
        >
          <thead>
            <tr>
              <th scope="col" className="w-30">
                Message
              </th>
              <th scope="col">Last error</th>
              <th
                scope="col"
                className="w-46"
                title="Receives since it was sent or redriven; when none is left, the next one dead-letters it"
              >
                Received
              </th>
              <th scope="col" className="hidden w-22 @2xl:table-cell">
                Failed
              </th>
              <th scope="col" className="w-36 @4xl:w-72">
                Next attempt
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((message) => (
              <RetryingRow
                key={message.messageId}
                message={message}
                maxReceiveCount={maxReceiveCount}
                nowMs={nowMs}
                open={message.messageId === openId}
                onOpen={() => onOpen(message.messageId)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {messages.length > shown.length && (
        <div className="px-6 pt-2">
          <button type="button" className="btn" onClick={() => setWhole(true)}>
            Show all {formatCount(messages.length)}
          </button>
        </div>
      )}
    </>
  );
}
