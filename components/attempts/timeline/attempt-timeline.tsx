import { useState } from 'react';

import { formatCount, formatCounted } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';
import { useNow } from '#components/ui/use-now.ts';
import type { MessageAttempts } from '#lib/attempts/types';

import { NoAttempts } from './no-attempts.tsx';
import { TimelineSkeleton } from './timeline-skeleton.tsx';
import { TimelineSteps } from './timeline-steps.tsx';
import { toSteps } from './steps/to-steps.ts';

/** Every attempt of a message over all its redrives, oldest first, with the time between them to scale. */
export function AttemptTimeline({
  attempts,
  problem,
  expected,
  consumed,
  onRetry,
}: {
  /** Null while they are being read. */
  attempts: MessageAttempts | null;
  /** Why they could not be read; null when they could, or are being read. */
  problem: string | null;
  /** How many there are as far as known, for the room that loading takes. */
  expected: number | null;
  /** False for a message that came here without ever having been received by a consumer. */
  consumed: boolean;
  onRetry: () => void;
}) {
  const [whole, setWhole] = useState(false);
  const nowMs = useNow();
  // A consumer that is known to record, and left nothing, was killed each time: that is a story too.
  const told =
    attempts?.entries.some((entry) => entry.kind === 'recorded' || entry.reason === 'killed') ?? false;
  return (
    <section aria-label="Attempts" aria-busy={!attempts && !problem}>
      <div className="flex h-9 items-center gap-2">
        <h3 className="font-medium">Attempts</h3>
        <span className="label">{attempts && told && summarise(attempts)}</span>
      </div>
      {problem !== null && (
        <Notice tone="warning">
          <p>The attempts could not be read: {problem}</p>
          <button type="button" className="btn mt-1.5" onClick={onRetry}>
            Try again
          </button>
        </Notice>
      )}
      {!attempts && problem === null && <TimelineSkeleton attempts={expected ?? 1} />}
      {attempts && !told && <NoAttempts attempts={attempts} consumed={consumed} />}
      {attempts && told && (
        <>
          {attempts.truncated && (
            <p className="label pb-2">
              There were more attempts: the newest {formatCount(attempts.entries.length)} are shown.
            </p>
          )}
          <TimelineSteps
            steps={toSteps(attempts, whole)}
            visibilityTimeoutSeconds={attempts.visibilityTimeoutSeconds}
            nowMs={nowMs}
            onUnfold={() => setWhole(true)}
          />
        </>
      )}
    </section>
  );
}

function summarise({ entries, truncated, maxReceiveCount }: MessageAttempts): string {
  const redrives = entries.at(-1)?.generation ?? 0;
  return [
    truncated ? '' : formatCounted(entries.length, 'attempt'),
    redrives > 0 ? `redriven ${formatCount(redrives)} ×` : '',
    maxReceiveCount === null ? '' : `max receive count ${formatCount(maxReceiveCount)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
