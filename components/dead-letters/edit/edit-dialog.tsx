import { Dialog } from '@base-ui/react/dialog';
import { useDeferredValue, useId, useMemo, useState } from 'react';

import { AttributeEditor } from '#components/queues/send/attribute-editor.tsx';
import type { ScannedMessage } from '#lib/messages/types';
import type { EditRules } from '#lib/redrive/types';

import { BodyEditor } from './body/body-editor.tsx';
import { Changes } from './changes.tsx';
import { checkDraft } from './draft/check-draft.ts';
import { LINEAGE_ATTRIBUTE, openDraft, toRules, type EditDraft } from './draft/draft.ts';
import { checkJson } from './json/check-json.ts';
import { layOutJson } from './json/lay-out-json.ts';

/** Edits one message: body and attributes, with the difference to the original before anything is sent. */
export default function EditDialog({
  message,
  onRedrive,
  onClose,
}: {
  message: ScannedMessage;
  /** Goes on to the redrive dialog with what was changed. */
  onRedrive: (edit: EditRules) => void;
  onClose: () => void;
}) {
  const whyId = useId();
  const [original] = useState(() => openDraft(message));
  const [draft, setDraft] = useState<EditDraft>(original);
  const [asText, setAsText] = useState(false);
  // Typing comes first: what follows from it may take a moment in a large body.
  const settled = useDeferredValue(draft);
  const mustBeJson = original.isJson && !asText;
  const json = useMemo(() => {
    const problem = checkJson(settled.body);
    if (problem === null) return 'valid';
    return mustBeJson ? problem : null;
  }, [settled.body, mustBeJson]);
  const problems = useMemo(() => checkDraft(settled), [settled]);
  const broken =
    (json !== 'valid' && json !== null) || problems.body !== null || problems.attributes !== null;
  const rules = useMemo(() => (broken ? {} : toRules(original, settled)), [broken, original, settled]);
  const changed = Object.keys(rules).length > 0;
  const ready = changed && !broken && settled === draft;

  return (
    <Dialog.Root
      open
      // A stray Escape must not cost what was written.
      onOpenChange={(open, { reason }) =>
        !open && !(draft !== original && reason === 'escape-key') && onClose()
      }
      disablePointerDismissal
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0%_0_0/40%)]" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 flex h-[min(880px,calc(100dvh-48px))] w-[min(1280px,calc(100vw-32px))] -translate-1/2 flex-col rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none">
          <div className="flex-none border-b px-5 py-3">
            <Dialog.Title className="text-lg font-medium">
              Edit and redrive <span className="font-mono text-base">{message.messageId.slice(0, 8)}</span>
            </Dialog.Title>
            <Dialog.Description className="text-muted">
              The copy replaces the original: when the copy has been sent, the original leaves the dead-letter
              queue.
            </Dialog.Description>
          </div>
          <div className="grid min-h-0 flex-1 grid-cols-1 overflow-y-auto lg:grid-cols-2 lg:overflow-hidden">
            <div className="flex min-h-[420px] flex-col px-5 py-2 lg:min-h-0">
              <BodyEditor
                body={draft.body}
                problem={problems.body}
                json={json}
                onBody={(body) => setDraft({ ...draft, body })}
                onFormat={() => setDraft({ ...draft, body: layOutJson(draft.body) })}
              />
              {original.isJson && checkJsonFails(json, asText) && (
                <label className="flex flex-none items-center gap-2 pb-2 text-xs">
                  <input
                    type="checkbox"
                    checked={asText}
                    onChange={(event) => setAsText(event.target.checked)}
                  />
                  It is meant to be text, not JSON
                </label>
              )}
              <div className="max-h-[38%] flex-none overflow-y-auto border-t pt-2 pb-1">
                <AttributeEditor
                  attributes={draft.attributes}
                  error={problems.attributes}
                  onChange={(attributes) => setDraft({ ...draft, attributes })}
                />
                {LINEAGE_ATTRIBUTE in message.attributes && (
                  <p className="label pb-1">
                    {LINEAGE_ATTRIBUTE} is not listed: the desk writes it anew when the copy is sent.
                  </p>
                )}
              </div>
            </div>
            <Changes original={original} draft={settled} />
          </div>
          <div className="flex flex-none items-center gap-2 border-t px-5 py-3">
            <p id={whyId} className={`mr-auto text-xs ${broken ? 'text-danger' : 'text-muted'}`}>
              {why({ broken, changed, isOneLine: original.isOneLine })}
            </p>
            <Dialog.Close className="btn">Not now</Dialog.Close>
            <button
              type="button"
              className="btn btn-accent"
              aria-describedby={whyId}
              disabled={!ready}
              onClick={() => onRedrive(rules)}
            >
              Redrive edited copy…
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The body is no JSON, whether or not that is meant. */
function checkJsonFails(json: unknown, asText: boolean): boolean {
  return json !== 'valid' || asText;
}

function why({
  broken,
  changed,
  isOneLine,
}: {
  broken: boolean;
  changed: boolean;
  isOneLine: boolean;
}): string {
  if (broken) return 'It cannot be sent as it is written.';
  if (!changed) return 'Nothing has been changed yet.';
  return isOneLine
    ? 'The body is sent on one line, as the original came. Nothing is sent before the next step.'
    : 'Nothing is sent before the next step.';
}
