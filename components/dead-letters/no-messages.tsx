import { formatCounted } from '#components/ui/format.ts';

/** Why the table is empty, in the order a person would ask. */
export function NoMessages({
  reading,
  read,
  filtered,
  lookingUp,
  inFlight,
  maxReceiveCount,
  sources,
}: {
  reading: boolean;
  read: boolean;
  /** There are messages, but none fits what is looked for. */
  filtered: boolean;
  /** Of some messages that were read the cause is not known yet. */
  lookingUp: boolean;
  inFlight: number;
  maxReceiveCount: number | null;
  sources: readonly string[];
}) {
  if (filtered && lookingUp) return <p>Looking up causes…</p>;
  if (filtered) return <p>No message that was read fits the text and the cause that are looked for.</p>;
  if (reading) return <p>Reading…</p>;
  if (!read) return <p>Nothing has been read yet.</p>;
  if (inFlight) {
    return (
      <p>
        {formatCounted(inFlight, 'message')} in flight: someone else is looking at them, or a move task is.
        Read again in a moment.
      </p>
    );
  }
  return (
    <>
      <p className="text-base font-medium text-ink">No dead letters</p>
      <p>
        {maxReceiveCount
          ? `A message of ${sources.join(', ')} comes here after ${formatCounted(maxReceiveCount, 'receive')} without success.`
          : 'Nothing is here at the moment.'}
      </p>
    </>
  );
}
