import Download from 'lucide-react/icons/download';

import { useObstacle } from '#components/session/session.tsx';
import { formatCounted } from '#components/ui/format.ts';
import type { RedriveJob } from '#lib/redrive/types';

/** The snapshot that a deletion kept: to look at, and the way back. */
export function SnapshotBar({ job, onRestore }: { job: RedriveJob; onRestore: () => void }) {
  const obstacle = useObstacle('operate');
  const { action, file, totals } = job;
  if (action !== 'delete' || file === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-6 py-3">
      <p className="mr-auto">
        Every message was written to a snapshot before it was deleted:{' '}
        <b className="font-medium">{formatCounted(totals.moved, 'message')}</b>.
      </p>
      <a className="btn" href={`/api/files/${encodeURIComponent(file)}`} download>
        <Download size={14} aria-hidden />
        Download snapshot
      </a>
      <button
        type="button"
        className="btn"
        disabled={!totals.moved || obstacle !== undefined}
        title={obstacle}
        onClick={onRestore}
      >
        Restore…
      </button>
    </div>
  );
}
