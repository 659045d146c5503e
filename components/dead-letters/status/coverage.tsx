import type { ReactNode } from 'react';

import { formatClock, formatCount, formatCounted } from '#components/ui/format.ts';

import type { WorkbenchView } from '../workbench/types.ts';
import { describeGap, describeRead } from './coverage-text.ts';

/** How much of the queue was read, and why not all of it; stops the reading and starts it again. */
export function Coverage({
  view,
  limit,
  inFlight,
  blocked,
  onRead,
  onStop,
  children,
}: {
  view: WorkbenchView;
  /** Messages that a scan reads at most. */
  limit: number;
  /** Messages in flight now, as SQS reports them: someone else holds them. */
  inFlight: number;
  /** Why it should not be read now (a move task is running); null when it may be. */
  blocked: string | null;
  onRead: () => void;
  onStop: () => void;
  /** Beside the button. */
  children?: ReactNode;
}) {
  const reading = view.state === 'reading';
  const gap = describeGap(view, { limit, inFlight });
  return (
    <div className="flex min-h-10 flex-none items-center gap-3 px-6">
      <Meter view={view} gap={gap} />
      <output className="min-w-0 flex-1 truncate text-xs text-muted" title={gap ?? undefined}>
        <Words view={view} gap={gap} />
      </output>
      {children}
      {/* After a failure the button stands beside what failed. */}
      {view.state !== 'failed' && (
        <button
          type="button"
          className="btn flex-none"
          disabled={!reading && blocked !== null}
          title={reading ? 'Every message is given back' : (blocked ?? undefined)}
          onClick={reading ? onStop : onRead}
        >
          {buttonText(view)}
        </button>
      )}
    </div>
  );
}

function buttonText({ state, read }: WorkbenchView): string {
  if (state === 'reading') return 'Stop';
  return state === 'idle' && read === 0 ? 'Read messages' : 'Read again';
}

function Words({ view, gap }: { view: WorkbenchView; gap: string | null }) {
  const { state, read, about, end, endedAtMs } = view;
  if (state === 'idle') return 'Not read yet.';
  if (state === 'failed') return `Reading ended early, after ${formatCounted(read, 'message')}.`;
  if (state === 'reading') {
    return `Reading: ${formatCount(read)}${about === null ? '' : ` of about ${formatCount(about)}`}`;
  }
  const returning = end?.returningByThemselves ?? 0;
  return (
    <>
      {describeRead(view)} at {formatClock(endedAtMs)}
      {' · '}
      {gap === null ? (
        <span className="text-ok">complete</span>
      ) : (
        <span className="text-warning">incomplete: {gap}</span>
      )}
      {returning > 0 &&
        ` · ${formatCounted(returning, 'message')} could not be given back and will return by themselves${end?.returnRefusal ? `: ${end.returnRefusal}` : ''}`}
      <span className="text-faint"> · A look counts as a receive and hides messages for a moment</span>
    </>
  );
}

/** The share that was read, beside its words. */
function Meter({ view: { state, read, about }, gap }: { view: WorkbenchView; gap: string | null }) {
  if (state === 'idle') return null;
  const whole = state === 'done' && gap === null;
  const share = whole ? 1 : about ? Math.min(1, read / about) : 0;
  const tone = whole ? 'text-ok' : state === 'reading' ? 'text-accent' : 'text-warning';
  return (
    <span className="w-28 flex-none">
      <progress
        aria-label="Share of the queue that was read"
        max={1}
        value={share}
        className={`bar h-1.5 rounded-full ${tone}`}
      />
    </span>
  );
}
