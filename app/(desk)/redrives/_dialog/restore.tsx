'use client';

import { formatCounted } from '#components/ui/format.ts';
import type { RedriveJob, StoredFile } from '#lib/redrive/types';

import { StartRedrive } from './start-redrive.tsx';

/** The dialog that sends the messages of a file back, to the queue they were read from unless another is chosen. */
export default function Restore({
  file,
  name,
  onClose,
  onStarted,
}: {
  file: StoredFile;
  /** The file in words: its name, or "the snapshot of a deletion". */
  name: string;
  onClose: () => void;
  onStarted: (job: RedriveJob | null) => void;
}) {
  return (
    <StartRedrive
      subject={{ source: null, file, selection: null, edit: null }}
      title={`Restore ${formatCounted(file.messages, 'message')}`}
      from={
        <>
          From <b className="font-medium text-ink">{name}</b>
          {file.source !== null && `, read from ${file.source}`}
        </>
      }
      messages={file.messages}
      target={file.source}
      // They were read from a dead-letter queue, which nobody consumes.
      trial={file.source === null}
      onClose={onClose}
      onStarted={onStarted}
    />
  );
}
