import { formatCounted } from '#components/ui/format.ts';
import type { MessageAttempts } from '#lib/attempts/types';

/** Nobody recorded anything of this message: why that may be, and what to do so that the next one has a story. */
export function NoAttempts({
  attempts: { entries, keptForDays },
  consumed,
}: {
  attempts: Pick<MessageAttempts, 'entries' | 'keptForDays'>;
  /** False for a message that no consumer ever received. */
  consumed: boolean;
}) {
  if (!consumed && entries.length === 0) {
    return <p className="text-muted">It was sent here directly, so no consumer has tried it.</p>;
  }
  return (
    <div className="rounded-md border border-dashed border-line-strong px-3 py-2 text-muted">
      <p className="font-medium text-ink">No attempt of this message was recorded</p>
      <p className="pt-0.5">
        {entries.length > 0 && `SQS must have delivered it ${formatCounted(entries.length, 'time')}. `}
        Its function was killed or ran out of memory each time, perhaps over another message of its batch, or
        it is not instrumented: <code>docs/instrument.md</code> shows how, in three lines. Records are kept
        for {formatCounted(keptForDays, 'day')}.
      </p>
    </div>
  );
}
