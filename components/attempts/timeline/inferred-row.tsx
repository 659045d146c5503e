import { formatCount } from '#components/ui/format.ts';
import type { InferenceReason, InferredAttempt } from '#lib/attempts/types';

import { RailRow, Thread } from './rail.tsx';

const REASONS: Record<InferenceReason, { word: string; why: string }> = {
  killed: {
    word: 'killed',
    why: 'SQS counted this delivery and nothing was recorded, though this consumer records other attempts: the function was killed, ran out of memory, or its record was lost.',
  },
  unrecorded: {
    word: 'no record',
    why: 'SQS counted this delivery and nothing was recorded: the function is not instrumented, or was killed each time.',
  },
};

/** A delivery that must have been, of which nobody left a word. */
export function InferredRow({ attempt, last }: { attempt: InferredAttempt; last: boolean }) {
  const { word, why } = REASONS[attempt.reason];
  return (
    <RailRow
      rail={
        <>
          <span className="my-1.5 size-2 flex-none rounded-full border border-dashed border-muted" />
          {!last && <Thread dashed />}
        </>
      }
    >
      <div className="pb-1.5">
        <p className="flex items-center gap-2">
          <span className="font-medium text-muted">Attempt {formatCount(attempt.attempt)}</span>
          <span className="text-muted">{word}</span>
          <span className="badge border-dashed">inferred</span>
        </p>
        <p className="label">{why}</p>
      </div>
    </RailRow>
  );
}
