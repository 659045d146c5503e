import type { ReactNode } from 'react';

import { formatCounted } from '#components/ui/format.ts';

import type { WorkbenchView } from '../workbench/types.ts';

/** Why the table is empty, in the order a person would ask. */
export function NoMessages({
  view,
  filtered,
  inFlight,
  maxReceiveCount,
  sources,
  onClear,
  onRead,
}: {
  view: WorkbenchView;
  /** Query or group narrow down what is shown. */
  filtered: boolean;
  /** Messages in flight now, as SQS reports them. */
  inFlight: number;
  /** Of the queue whose messages come here; null where it is not known. */
  maxReceiveCount: number | null;
  sources: readonly string[];
  /** Clears query and group. */
  onClear: () => void;
  onRead: () => void;
}) {
  const { state, read, problem, lookup } = view;
  if (read > 0 && problem !== null)
    return <Empty title="The query is not understood yet">What it says is underlined above.</Empty>;
  if (read > 0 && filtered) {
    const soon = state === 'reading' || lookup.state === 'under-way';
    return (
      <Empty
        title={soon ? 'Nothing matches so far' : 'Nothing matches'}
        action={['Show all messages', onClear]}
      >
        {soon
          ? `Looked at ${formatCounted(read, 'message')} and still reading.`
          : `None of the ${formatCounted(read, 'message')} that were read has what is looked for.`}
      </Empty>
    );
  }
  if (state === 'reading') return <Empty title="Reading…">The first messages appear here at once.</Empty>;
  if (state === 'idle')
    return (
      <Empty title="Nothing has been read yet" action={['Read messages', onRead]}>
        SQS shows messages only to who receives them: a look takes them for a moment and gives them back.
      </Empty>
    );
  if (state === 'failed') return <Empty title="Nothing was read">Why is said above.</Empty>;
  if (read > 0) return <Empty title="No messages left">All that were read have left the queue.</Empty>;
  if (inFlight > 0)
    return (
      <Empty title="All messages are in flight" action={['Read again', onRead]}>
        {formatCounted(inFlight, 'message')} in flight: someone else is looking at them, or a move task is.
        They are back when their visibility timeout ends.
      </Empty>
    );
  return (
    <Empty title="No dead letters">
      {maxReceiveCount !== null && sources.length > 0
        ? `A message of ${sources.join(', ')} comes here after ${formatCounted(maxReceiveCount, 'receive')} without success.`
        : 'Nothing is here at the moment.'}
    </Empty>
  );
}

function Empty({
  title,
  action,
  children,
}: {
  title: string;
  action?: readonly [text: string, act: () => void];
  children: ReactNode;
}) {
  return (
    <>
      <p className="text-base font-medium text-ink">{title}</p>
      <p className="mx-auto max-w-[60ch] pt-1">{children}</p>
      {action && (
        <button type="button" className="btn mt-3" onClick={action[1]}>
          {action[0]}
        </button>
      )}
    </>
  );
}
