import { useState } from 'react';

import { AttributeEditor } from '#components/queues/send/attribute-editor.tsx';
import { countBytes } from '#components/queues/send/draft.ts';
import { Field } from '#components/ui/field.tsx';
import { formatBytes } from '#components/ui/format.ts';

import type { DraftProblems } from '../draft/check-draft.ts';
import type { RedriveDraft } from '../draft/draft.ts';
import { toEditRules } from '../draft/edit-rules.ts';
import { Disclosure } from './disclosure.tsx';

/** Changes to every message on its way. */
export function EditFields({
  draft,
  problems,
  body,
  onChange,
}: {
  draft: RedriveDraft;
  problems: DraftProblems;
  /** The new body from the message editor; undefined where there is none. */
  body: string | undefined;
  onChange: (part: Partial<RedriveDraft>) => void;
}) {
  const [edited] = useState(() => toEditRules(draft, body) !== null);
  return (
    <Disclosure
      title="Change messages on the way"
      summary={toEditRules(draft, body) ? 'changed' : 'unchanged'}
      open={edited}
    >
      {body === undefined ? (
        <Field
          label="JSON merge patch of the body"
          error={problems.bodyPatch}
          hint="For bodies that are JSON objects; null takes a field out. A message with another body fails and stays where it is."
        >
          {(field) => (
            <textarea
              {...field}
              rows={4}
              spellCheck={false}
              placeholder={'{"currency": "EUR", "obsolete": null}'}
              className="input"
              value={draft.bodyPatch}
              onChange={(event) => onChange({ bodyPatch: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <p className="text-muted">The body is replaced by your edit, {formatBytes(countBytes(body))}.</p>
      )}
      <AttributeEditor
        attributes={draft.setAttributes}
        error={problems.setAttributes ?? null}
        onChange={(setAttributes) => onChange({ setAttributes })}
      />
      <Field
        label="Attributes to take off"
        hint="Names, separated by commas. What a message does not have is not missed."
      >
        {(field) => (
          <input
            {...field}
            className="input"
            value={draft.removeAttributes}
            onChange={(event) => onChange({ removeAttributes: event.target.value })}
          />
        )}
      </Field>
    </Disclosure>
  );
}
