import { Dialog } from '@base-ui/react/dialog';
import FileUp from 'lucide-react/icons/file-up';
import { useState } from 'react';

import { formatBytes } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';

/** A file on its way to the desk. */
export interface Upload {
  name: string;
  sizeBytes: number;
  /** 0..1 */
  share: number;
}

/** Chooses the file of a restore and shows it on its way. What is to be done with it is asked next. */
export function FileDialog({
  upload,
  problem,
  onFile,
  onClose,
}: {
  /** Null before a file is chosen. */
  upload: Upload | null;
  problem: string | null;
  onFile: (file: File) => void;
  /** Also ends an upload. */
  onClose: () => void;
}) {
  const [over, setOver] = useState(false);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0%_0_0/40%)]" />
        <Dialog.Popup className="fixed top-[16vh] left-1/2 z-50 w-[min(520px,calc(100vw-32px))] -translate-x-1/2 rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none">
          <Dialog.Title className="px-5 pt-4 text-lg font-medium">Restore a file</Dialog.Title>
          <Dialog.Description className="px-5 pt-1 pb-3 text-muted">
            The snapshot of a deletion, or an export of dead letters as NDJSON: one message a line. Nothing is
            sent before you have seen the plan.
          </Dialog.Description>
          <div className="space-y-3 px-5 pb-4">
            {upload ? (
              <div className="flex h-28 flex-col justify-center rounded-md border px-4">
                <p className="flex justify-between gap-3">
                  <span className="truncate font-medium">{upload.name}</span>
                  <span className="text-muted">{formatBytes(upload.sizeBytes)}</span>
                </p>
                <progress
                  aria-label="Upload"
                  max={1}
                  value={upload.share}
                  className="bar my-2 h-1 rounded-full text-accent"
                />
                <output className="label">
                  {upload.share < 1 ? `${Math.floor(upload.share * 100)} % sent` : 'Counting messages…'}
                </output>
              </div>
            ) : (
              <label
                className={`relative flex h-28 flex-col items-center justify-center gap-1.5 rounded-md border border-dashed border-line-strong hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent ${over ? 'bg-accent-soft' : ''}`}
              >
                <FileUp size={18} aria-hidden className="text-faint" />
                <span className="font-medium">Choose a file</span>
                <span className="label">or drop it here</span>
                <input
                  type="file"
                  accept=".ndjson,.jsonl,.json,application/x-ndjson"
                  // It covers its box, so that the browser itself takes what is dropped there.
                  className="absolute inset-0 size-full opacity-0"
                  onDragEnter={() => setOver(true)}
                  onDragLeave={() => setOver(false)}
                  onDrop={() => setOver(false)}
                  onChange={(event) => {
                    const [file] = event.target.files ?? [];
                    if (file) onFile(file);
                  }}
                />
              </label>
            )}
            {problem !== null && <Notice tone="danger">{problem}</Notice>}
          </div>
          <div className="flex justify-end border-t px-5 py-3">
            <Dialog.Close className="btn">{upload ? 'Stop' : 'Not now'}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
