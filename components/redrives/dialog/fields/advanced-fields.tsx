import type { RedriveDraft } from '../draft/draft.ts';
import { CheckField } from './check-field.tsx';
import { Disclosure } from './disclosure.tsx';

/** What few need. */
export function AdvancedFields({
  draft,
  onChange,
}: {
  draft: RedriveDraft;
  onChange: (part: Partial<RedriveDraft>) => void;
}) {
  const changed = !draft.lineage || draft.resendUnconfirmed;
  return (
    <Disclosure title="Advanced" summary={changed ? 'changed' : 'as usual'} open={false}>
      <CheckField
        label="Mark the copies with where they come from"
        hint="One message attribute with the first id, how often it was redriven, and the job. Off for consumers that mind unknown attributes; the job’s ledger has it either way."
        checked={draft.lineage}
        onChange={(lineage) => onChange({ lineage })}
      />
      <CheckField
        label="Also send messages that an earlier job may have sent already"
        hint="They may then exist twice. Otherwise they are skipped and listed."
        checked={draft.resendUnconfirmed}
        onChange={(resendUnconfirmed) => onChange({ resendUnconfirmed })}
      />
    </Disclosure>
  );
}
