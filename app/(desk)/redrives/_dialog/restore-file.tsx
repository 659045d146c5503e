'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

import { FileDialog, type Upload } from '#components/redrives/restore/file-dialog.tsx';
import type { StoredFile } from '#lib/redrive/types';

import { uploadFile } from '../../_data/redrives/upload-file.ts';
import Restore from './restore.tsx';

/** Takes a file to the desk, then shows the plan of sending its messages back. */
export default function RestoreFile({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [upload, setUpload] = useState<Upload | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [stored, setStored] = useState<{ file: StoredFile; name: string } | null>(null);
  const sending = useRef<AbortController | null>(null);
  useEffect(() => () => sending.current?.abort(), []);

  const send = async (file: File) => {
    const controller = new AbortController();
    sending.current = controller;
    const { name, size: sizeBytes } = file;
    setProblem(null);
    setUpload({ name, sizeBytes, share: 0 });
    try {
      const onProgress = (share: number) => setUpload({ name, sizeBytes, share });
      const stored = await uploadFile(file, { onProgress, signal: controller.signal });
      setStored({ file: stored, name });
    } catch (error) {
      if (controller.signal.aborted) return;
      setUpload(null);
      setProblem((error as Error).message);
    }
  };

  if (stored) {
    return (
      <Restore
        file={stored.file}
        name={stored.name}
        onClose={onClose}
        onStarted={(job) => job && router.push(`/redrives/${job.id}`)}
      />
    );
  }
  return (
    <FileDialog upload={upload} problem={problem} onFile={(file) => void send(file)} onClose={onClose} />
  );
}
