import { lazy, Suspense } from 'react';

import type { EditRules, RedriveJob } from '#lib/redrive/types';
import type { ScannedMessage } from '#lib/messages/types';

import type { Pending } from './use-pending.ts';

const Redrive = lazy(() => import('../../../../redrives/_dialog/redrive.tsx'));
const Edit = lazy(() => import('#components/dead-letters/edit/edit-dialog.tsx'));
const Delete = lazy(() => import('./delete.tsx'));

/** The dialog that is open, loaded when it is first needed. */
export function Dialogs({
  name,
  pending,
  onEdited,
  onStarted,
  onClose,
}: {
  /** Of the queue. */
  name: string;
  pending: Pending | null;
  /** Goes on to the redrive of an edited copy. */
  onEdited: (message: ScannedMessage, edit: EditRules) => void;
  /** A job was made; null where AWS's own move task was started instead. */
  onStarted: (job: RedriveJob | null) => void;
  onClose: () => void;
}) {
  return (
    <Suspense>
      {pending?.kind === 'redrive' && (
        <Redrive
          source={name}
          {...pending.proposal}
          edit={pending.edit}
          onClose={onClose}
          onStarted={onStarted}
        />
      )}
      {pending?.kind === 'delete' && (
        <Delete name={name} proposal={pending.proposal} onClose={onClose} onStarted={onStarted} />
      )}
      {pending?.kind === 'edit' && (
        <Edit
          message={pending.message}
          onRedrive={(edit) => onEdited(pending.message, edit)}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}
