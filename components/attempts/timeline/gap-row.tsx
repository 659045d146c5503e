import { formatSeconds } from '#components/ui/format.ts';

import type { Gap } from './steps/gap.ts';
import { RailRow } from './rail.tsx';

const HINTS = {
  early: 'Sooner than its visibility timeout: given back early, or delivered twice.',
  late: 'Longer than its visibility timeout: it waited in the queue for a consumer, or the timeout was changed.',
};

/** The time between two attempts: solid while the message was hidden, dotted while it waited to be received. */
export function GapRow({
  gap: { seconds, timeouts, hiddenPx, waitingPx, cut, pace },
  since,
  visibilityTimeoutSeconds,
}: {
  gap: Gap;
  /** Number of the attempt it is measured from; null for the one before. */
  since: number | null;
  visibilityTimeoutSeconds: number | null;
}) {
  const length = seconds < 1 ? 'under 1 s' : formatSeconds(seconds);
  const hint = pace === 'early' || pace === 'late' ? HINTS[pace] : null;
  return (
    <RailRow
      rail={
        <>
          {/* By share, so that a hint of two lines stretches both alike. */}
          <span className="w-[3px] rounded-full bg-line-strong" style={{ flexGrow: hiddenPx }} />
          <span className="border-l-[3px] border-dotted border-line-strong" style={{ flexGrow: waitingPx }} />
          {cut && <span className="absolute bottom-3 bg-ground text-xs leading-3 text-faint">≈</span>}
        </>
      }
    >
      <div className="label flex flex-col justify-center py-0.5" style={{ minHeight: hiddenPx + waitingPx }}>
        <p>
          <span className={pace === 'late' ? 'font-medium text-warning' : 'text-ink'}>{length}</span>{' '}
          {since === null ? 'later' : `after attempt ${since}`}
          {visibilityTimeoutSeconds !== null && (
            <span title="The queue’s visibility timeout as it is now">
              {' · '}
              {timeouts > 1 && `${timeouts} × `}visibility timeout {formatSeconds(visibilityTimeoutSeconds)}
            </span>
          )}
        </p>
        {hint && <p>{hint}</p>}
      </div>
    </RailRow>
  );
}
