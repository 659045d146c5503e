import X from 'lucide-react/icons/x';
import { useId, useState } from 'react';

import { useObstacle } from '#components/session/session.tsx';
import { Field } from '#components/ui/field.tsx';
import { formatBytes, formatCount, formatCounted } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { QueueDetail, SendResult } from '#lib/queues/types';

import { AttributeEditor } from './attribute-editor.tsx';
import { countBytes, type SendDraft } from './draft.ts';
import { SendOutcome } from './send-outcome.tsx';
import { TemplatePicker } from './template-picker.tsx';
import { findTemplate, type Template } from './templates.ts';

/** What was wrong with a draft: of one field, or of the whole. */
export interface SendProblem {
  /** First part of the field's path: `body`, `count`, `attributes`. */
  field: string | null;
  message: string;
}

const FIELDS = new Set(['body', 'count', 'delaySeconds', 'groupId', 'attributes']);

/** Order numbers of this page start somewhere and then count on, so that no two test messages look alike. */
let nextOrder = 1000 + Math.floor(Math.random() * 9000);

/** Write one message or many, and learn what became of them. */
export function SendPanel({
  queue,
  sending,
  problem,
  result,
  onSend,
  onClose,
}: {
  queue: QueueDetail;
  sending: boolean;
  problem: SendProblem | null;
  /** Of the last sending; null before. */
  result: SendResult | null;
  onSend: (draft: SendDraft) => void;
  onClose: () => void;
}) {
  const fifo = queue.type === 'fifo';
  const fill = ({ bodies }: Template) =>
    bodies({ maxReceiveCount: queue.maxReceiveCount, firstOrder: nextOrder });
  const [template, setTemplate] = useState<string | null>('succeeds');
  const [draft, setDraft] = useState<SendDraft>(() => ({
    bodies: fill(findTemplate('succeeds')),
    count: 1,
    delaySeconds: 0,
    groupId: fifo ? 'group-1' : '',
    attributes: [],
  }));
  const change = (part: Partial<SendDraft>) => setDraft((current) => ({ ...current, ...part }));
  const choose = (next: Template) => {
    nextOrder += 1;
    setTemplate(next.id);
    change({ bodies: fill(next) });
  };
  const batch = draft.bodies.length > 1;
  const sizeBytes = Math.max(...draft.bodies.map(countBytes));
  const tooLong = sizeBytes > queue.maximumMessageSizeBytes;
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);
  const total = batch ? draft.bodies.length : draft.count || 0;

  const obstacle = useObstacle('operate');
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <div className="flex items-center justify-between py-4 pr-4 pl-6">
        <h2 id={heading} className="font-medium">
          Send messages to {queue.name}
        </h2>
        <button
          type="button"
          aria-label="Close send panel"
          className="btn btn-quiet btn-icon -my-1"
          onClick={onClose}
        >
          <X size={16} aria-hidden />
        </button>
      </div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSend(draft);
        }}
      >
        <div className="space-y-4 px-6 pb-4">
          <TemplatePicker chosen={template} onChoose={choose} />
          <Field
            label={batch ? `Bodies, ${draft.bodies.length} of them` : 'Body'}
            error={
              tooLong
                ? `${formatCount(sizeBytes)} bytes are more than this queue’s maximum of ${formatCount(queue.maximumMessageSizeBytes)}.`
                : errorOf('body')
            }
            hint={`${formatBytes(sizeBytes)} of ${formatBytes(queue.maximumMessageSizeBytes)}${batch ? ', the largest' : ''}`}
          >
            {(field) => (
              <textarea
                {...field}
                className="input"
                rows={9}
                spellCheck={false}
                readOnly={batch}
                value={draft.bodies.join('\n\n')}
                onChange={(event) => {
                  setTemplate(null);
                  change({ bodies: [event.target.value] });
                }}
              />
            )}
          </Field>
          <div className="grid grid-cols-2 gap-3">
            <Field
              label="How many"
              error={errorOf('count')}
              hint={batch ? 'one of each' : '1 to 1,000 copies'}
            >
              {(field) => (
                <input
                  {...field}
                  type="number"
                  min={1}
                  max={1000}
                  className="input"
                  disabled={batch}
                  value={batch ? 1 : draft.count || ''}
                  onChange={(event) => change({ count: event.target.valueAsNumber || 0 })}
                />
              )}
            </Field>
            <Field
              label="Delay, seconds"
              error={errorOf('delaySeconds')}
              hint={fifo ? 'FIFO takes the queue’s delay only' : '0 to 900'}
            >
              {(field) => (
                <input
                  {...field}
                  type="number"
                  min={0}
                  max={900}
                  className="input"
                  disabled={fifo}
                  value={draft.delaySeconds}
                  onChange={(event) => change({ delaySeconds: event.target.valueAsNumber || 0 })}
                />
              )}
            </Field>
          </div>
          {fifo && (
            <Field
              label="Message group id"
              error={errorOf('groupId')}
              hint="One group is processed in order."
            >
              {(field) => (
                <input
                  {...field}
                  className="input"
                  value={draft.groupId}
                  onChange={(event) => change({ groupId: event.target.value })}
                />
              )}
            </Field>
          )}
          <AttributeEditor
            attributes={draft.attributes}
            error={errorOf('attributes')}
            onChange={(attributes) => change({ attributes })}
          />
        </div>
        <div className="sticky bottom-0 space-y-3 border-t bg-ground px-6 py-3">
          {problem && !FIELDS.has(problem.field ?? '') && <Notice tone="danger">{problem.message}</Notice>}
          {result && <SendOutcome result={result} />}
          <div className="flex items-center justify-end gap-2">
            <button
              type="submit"
              className="btn btn-accent"
              disabled={sending || tooLong || obstacle !== undefined}
              title={obstacle}
            >
              {sending ? 'Sending…' : `Send ${formatCounted(total, 'message')}`}
            </button>
          </div>
        </div>
      </form>
    </section>
  );
}
