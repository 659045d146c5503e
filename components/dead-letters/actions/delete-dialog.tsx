import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState } from 'react';

import { Field } from '#components/ui/field.tsx';
import { formatCount, formatCounted } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';

/** Above so many, the number has to be typed. */
const TYPE_ABOVE = 100;

/** Says what a deletion takes away and how it can be undone, and does it when told to, with a reason. */
export function DeleteDialog({
  name,
  count,
  exact,
  what,
  busy,
  problem,
  onConfirm,
  onClose,
}: {
  /** Of the queue. */
  name: string;
  /** How many; approximate unless `exact`. */
  count: number;
  exact: boolean;
  /** Which: `3 selected messages`, `the messages of PaymentDeclined`. */
  what: string;
  busy: boolean;
  /** Why it was not done; null otherwise. */
  problem: string | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const about = `${exact ? '' : 'about '}${formatCounted(count, 'message')}`;
  const asks = count > TYPE_ABOVE;
  const ready = reason.trim() !== '' && (!asks || isCount(typed, count)) && !busy;
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && !busy && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0%_0_0/40%)]" />
        <AlertDialog.Popup className="fixed top-[14vh] left-1/2 z-50 flex max-h-[76vh] w-[min(520px,calc(100vw-32px))] -translate-x-1/2 flex-col rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none">
          <AlertDialog.Title className="px-5 pt-4 pb-1 text-lg font-medium">
            Delete {about}?
          </AlertDialog.Title>
          <form
            id="delete"
            noValidate
            className="min-h-0 space-y-4 overflow-y-auto px-5 pb-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) onConfirm(reason.trim());
            }}
          >
            <AlertDialog.Description className="text-muted">
              They leave <b className="font-medium text-ink">{name}</b> for good and are not processed again:{' '}
              <bdi className="text-ink">{what}</bdi>. A snapshot is written before and kept for 30 days; from
              it they can be restored, as new messages.
            </AlertDialog.Description>
            <Field label="Reason" hint="It stands in the audit log, beside your name.">
              {(field) => (
                <input
                  {...field}
                  required
                  maxLength={500}
                  autoComplete="off"
                  placeholder="Duplicates of Monday’s import"
                  className="input"
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            {asks && (
              <Field label={`Type ${formatCount(count)} to confirm`}>
                {(field) => (
                  <input
                    {...field}
                    inputMode="numeric"
                    autoComplete="off"
                    className="input w-40!"
                    value={typed}
                    onChange={(event) => setTyped(event.target.value)}
                  />
                )}
              </Field>
            )}
            {problem !== null && <Notice tone="danger">{problem}</Notice>}
          </form>
          <div className="flex flex-none justify-end gap-2 border-t px-5 py-3">
            <AlertDialog.Close className="btn" disabled={busy}>
              Keep them
            </AlertDialog.Close>
            <button type="submit" form="delete" className="btn btn-danger" disabled={!ready}>
              {busy ? 'Starting…' : `Delete ${about}`}
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** `typed` is the number, with or without separators. */
export function isCount(typed: string, count: number): boolean {
  return typed.replaceAll(/[\s,.]/g, '') === String(count);
}
