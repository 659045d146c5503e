'use client';

import { useRouter } from 'next/navigation';

import { describeSelection } from '#components/redrives/job-text.ts';
import type { RedriveJob } from '#lib/redrive/types';

import RedriveDialogPanel from '../_dialog/redrive.tsx';
import Restore from '../_dialog/restore.tsx';

/** What can follow a job: the rest of a redrive, or what a deletion kept. */
export default function Again({ job, onClose }: { job: RedriveJob; onClose: () => void }) {
  const router = useRouter();
  const show = (next: RedriveJob | null) => {
    onClose();
    router.push(next ? `/redrives/${next.id}` : '/redrives');
  };
  if (job.action === 'delete' && job.file !== null) {
    return (
      <Restore
        file={{
          id: job.file,
          messages: job.totals.moved,
          sizeBytes: 0,
          createdAtMs: job.createdAtMs,
          source: job.source,
        }}
        name="the snapshot of a deletion"
        onClose={onClose}
        onStarted={show}
      />
    );
  }
  if (job.source === null) return null;
  return (
    <RedriveDialogPanel
      source={job.source}
      selection={job.selection}
      description={`the rest of ${describeSelection(job)}`}
      count={job.totals.left + job.totals.failed}
      approximate={!job.selectedIsExact}
      edit={job.edit}
      target={job.target}
      onClose={onClose}
      onStarted={show}
    />
  );
}
