'use client';

import type { EditRules, RedriveJob, Selection } from '#lib/redrive/types';

import { StartRedrive } from './start-redrive.tsx';

export interface RedriveDialogProps {
  /** Name of the dead-letter queue. */
  source: string;
  selection: Selection;
  /** The selection in words, to follow "Redrive": `312 selected messages`, `messages of cause PaymentDeclined`, `everything`. */
  description: string;
  /** How many that is, as far as is known before the plan; null when it is not. */
  count: number | null;
  /** `count` is an estimate. Default false. */
  approximate?: boolean;
  /** From the message editor; absent for messages as they are. */
  edit?: EditRules | null;
  /** Queue to begin with; absent for where each came from. */
  target?: string | null;
  onClose: () => void;
  /** The job was made; null when AWS's own move task was started instead. The dialog is to be closed. */
  onStarted: (job: RedriveJob | null) => void;
}

/** The dialog of a redrive out of a dead-letter queue, with its plan. Load it lazily. */
export default function RedriveDialogPanel({
  source,
  selection,
  description,
  count,
  approximate = false,
  edit = null,
  target = null,
  onClose,
  onStarted,
}: RedriveDialogProps) {
  return (
    <StartRedrive
      subject={{ source, file: null, selection, edit }}
      title={`Redrive ${description}`}
      from={
        <>
          From <b className="font-medium text-ink">{source}</b>
          {count !== null &&
            `, ${approximate ? 'about ' : ''}${count.toLocaleString('en-US')} ${count === 1 ? 'message' : 'messages'} when this was opened`}
        </>
      }
      messages={count}
      label={'fingerprint' in selection ? description : undefined}
      target={target}
      onClose={onClose}
      onStarted={onStarted}
    />
  );
}
