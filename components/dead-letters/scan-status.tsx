import { formatClock, formatCount, formatCounted } from '#components/ui/format.ts';
import type { ScanEvent } from '#lib/messages/types';

/** How far reading has come, or how complete it was. */
export function ScanStatus({
  state,
  seen,
  about,
  end,
  endedAtMs,
  error,
}: {
  state: 'idle' | 'reading' | 'done' | 'failed';
  seen: number;
  about: number | null;
  end: Extract<ScanEvent, { type: 'done' }> | null;
  endedAtMs: number;
  error: { message: string } | null;
}) {
  const share = state === 'reading' && about ? Math.min(100, (100 * seen) / about) : 0;
  return (
    <div className="relative flex min-h-9 items-center px-6">
      <output className="truncate text-xs text-muted">
        {state === 'idle' && 'Not read yet.'}
        {state === 'reading' &&
          `Reading: seen ${formatCount(seen)}${about === null ? '' : ` of about ${formatCount(about)}`}`}
        {state === 'done' && end && (
          <>
            Read {formatCount(seen)}
            {end.about > seen && ` of about ${formatCount(end.about)}`} {seen === 1 ? 'message' : 'messages'}{' '}
            at {formatClock(endedAtMs)}.{' '}
            {!end.complete && (
              <span className="text-warning">
                {end.about > seen
                  ? 'The rest is in flight, or more than one look takes. '
                  : 'There may be more. '}
              </span>
            )}
            {end.returningByThemselves > 0 &&
              `${formatCounted(end.returningByThemselves, 'message')} could not be given back and will return by themselves. `}
            Each look counts as a receive here and hides messages for a moment.
          </>
        )}
      </output>
      {state === 'failed' && error && (
        <p role="alert" className="text-danger">
          Reading stopped after {formatCounted(seen, 'message')}: {error.message}
        </p>
      )}
      {state === 'reading' && (
        <progress
          aria-label="Reading messages"
          max={100}
          value={share}
          className="bar absolute inset-x-0 bottom-0 h-0.5 text-accent"
        />
      )}
    </div>
  );
}
