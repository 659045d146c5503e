import { formatCount, formatSeconds } from '#components/ui/format.ts';

import { AttemptRow } from './attempt-row.tsx';
import { GapRow } from './gap-row.tsx';
import { InferredRow } from './inferred-row.tsx';
import { RailRow, Thread } from './rail.tsx';
import type { TimelineStep } from './steps/to-steps.ts';

/** The steps of a timeline, each in its own form. */
export function TimelineSteps({
  steps,
  visibilityTimeoutSeconds,
  nowMs,
  onUnfold,
}: {
  steps: readonly TimelineStep[];
  visibilityTimeoutSeconds: number | null;
  nowMs: number;
  /** Shows what was folded away. */
  onUnfold: () => void;
}) {
  return (
    <ol>
      {steps.map((step, index) => (
        <Step
          // oxlint-disable-next-line react/no-array-index-key -- what happened does not change its order
          key={index}
          step={step}
          last={index === steps.length - 1}
          visibilityTimeoutSeconds={visibilityTimeoutSeconds}
          nowMs={nowMs}
          onUnfold={onUnfold}
        />
      ))}
    </ol>
  );
}

function Step({
  step,
  last,
  visibilityTimeoutSeconds,
  nowMs,
  onUnfold,
}: {
  step: TimelineStep;
  last: boolean;
  visibilityTimeoutSeconds: number | null;
  nowMs: number;
  onUnfold: () => void;
}) {
  if (step.kind === 'gap') {
    return <GapRow gap={step.gap} since={step.since} visibilityTimeoutSeconds={visibilityTimeoutSeconds} />;
  }
  if (step.kind === 'redriven') return <Redriven {...step} />;
  if (step.kind === 'attempt') {
    return step.entry.kind === 'recorded' ? (
      <AttemptRow attempt={step.entry} last={last} nowMs={nowMs} />
    ) : (
      <InferredRow attempt={step.entry} last={last} />
    );
  }
  return (
    <RailRow rail={<Thread dashed />}>
      {step.kind === 'folded' ? (
        <button type="button" className="link my-1.5" onClick={onUnfold}>
          Show {formatCount(step.count)} attempts in between
        </button>
      ) : (
        <div className="h-2" />
      )}
    </RailRow>
  );
}

/** Where the desk sent the message back: AWS gave it a new id, and its receives began again. */
function Redriven({
  generation,
  messageId,
  seconds,
}: Omit<Extract<TimelineStep, { kind: 'redriven' }>, 'kind'>) {
  return (
    <RailRow rail={<Thread dashed />}>
      <p className="label my-1 flex items-center gap-2 py-1">
        <span className="badge">redriven {generation > 1 && `${formatCount(generation)} ×`}</span>
        <span className="truncate" title={messageId ?? undefined}>
          as {messageId === null ? 'a message' : 'message'}{' '}
          <span className="font-mono">{messageId?.slice(0, 8) ?? 'of unknown id'}</span>
          {seconds !== null && ` · tried ${formatSeconds(seconds)} after the attempt before`}
        </span>
        <span aria-hidden className="flex-1 border-t" />
      </p>
    </RailRow>
  );
}
