import { Field } from '#components/ui/field.tsx';
import type { QueueList } from '#lib/queues/types';
import type { RedrivePlan } from '#lib/redrive/types';

import type { DraftProblems } from '../draft/check-draft.ts';
import type { RedriveDraft } from '../draft/draft.ts';
import { suitsMoveTask, type RedriveSubject } from '../draft/subject.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import { CheckField } from './check-field.tsx';
import { EditFields } from './edit-fields.tsx';
import { EngineField } from './engine-field.tsx';
import { RateField } from './rate-field.tsx';
import { TargetField } from './target-field.tsx';
import { TrialField } from './trial-field.tsx';

/** Index of "five times and more" in a plan's generations. */
const MANY = 5;

/** Everything that can be chosen about a redrive. */
export function DraftFields({
  subject,
  draft,
  problems,
  plan,
  list,
  onDraft,
}: {
  subject: RedriveSubject;
  draft: RedriveDraft;
  problems: DraftProblems;
  plan: RedrivePlan | null;
  list: QueueList | undefined;
  onDraft: (draft: RedriveDraft) => void;
}) {
  const change = (part: Partial<RedriveDraft>) => onDraft({ ...draft, ...part });
  const desk = draft.engine === 'desk';
  const many = plan?.generations[MANY] ?? 0;
  return (
    <>
      {suitsMoveTask(subject) && <EngineField draft={draft} onChange={change} />}
      <TargetField subject={subject} draft={draft} list={list} onChange={change} />
      <RateField draft={draft} problem={problems.ratePerSecond ?? null} onChange={change} />
      {desk && plan?.selected !== 1 && (
        <TrialField draft={draft} problems={problems} messages={plan?.selected ?? null} onChange={change} />
      )}
      {desk && many > 0 && (
        <CheckField
          label={`Also move the ${many.toLocaleString('en-US')} that were redriven five times or more`}
          hint="Without this they are skipped: what has failed so often will most likely fail again."
          checked={draft.allowManyGenerations}
          onChange={(allowManyGenerations) => change({ allowManyGenerations })}
        />
      )}
      <Field
        label="Reason"
        error={problems.reason}
        hint="Kept with the job for whoever asks later: the fix, the ticket, the deployment."
      >
        {(field) => (
          <input
            {...field}
            className="input"
            value={draft.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        )}
      </Field>
      {desk && (
        <div className="divide-y border-y">
          <EditFields draft={draft} problems={problems} body={subject.edit?.body} onChange={change} />
          <AdvancedFields draft={draft} onChange={change} />
        </div>
      )}
    </>
  );
}
