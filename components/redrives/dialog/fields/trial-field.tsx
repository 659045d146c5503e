import { Field } from '#components/ui/field.tsx';

import type { DraftProblems } from '../draft/check-draft.ts';
import type { RedriveDraft } from '../draft/draft.ts';
import { CheckField } from './check-field.tsx';
import { StageChips } from './stage-chips.tsx';

/** Move few, see what becomes of them, go on or stop: on unless it is put off. */
export function TrialField({
  draft,
  problems,
  messages,
  onChange,
}: {
  draft: RedriveDraft;
  problems: DraftProblems;
  /** Of the plan; null before it. */
  messages: number | null;
  onChange: (part: Partial<RedriveDraft>) => void;
}) {
  return (
    <div className="space-y-3 rounded-md border px-3 py-3">
      <CheckField
        label="Trial run: move a few first, then more"
        hint="After each stage the job waits until it is recorded what became of its messages, and goes on only if they succeed."
        checked={draft.trial}
        onChange={(trial) => onChange({ trial })}
      />
      {draft.trial && (
        <>
          <StageChips
            stages={draft.stages}
            messages={messages}
            problem={problems.stages ?? null}
            onChange={(stages) => onChange({ stages })}
          />
          <Field
            label="Stop when more than this share of a stage fails again"
            error={problems.maxFailurePercent}
          >
            {(field) => (
              <span className="flex items-center gap-2">
                <input
                  {...field}
                  type="number"
                  min={0}
                  max={100}
                  className="input w-20!"
                  value={Number.isNaN(draft.maxFailurePercent) ? '' : draft.maxFailurePercent}
                  onChange={(event) => onChange({ maxFailurePercent: event.target.valueAsNumber })}
                />
                <span className="text-muted">
                  {draft.maxFailurePercent === 0 ? '%: the first failure stops it' : '%'}
                </span>
              </span>
            )}
          </Field>
        </>
      )}
    </div>
  );
}
