import { formatCounted } from '#components/ui/format.ts';

import type { WorkbenchView } from '../workbench/types.ts';

/** Reading did not begin, broke off, or the browser's own part of it failed; what was read before stays. */
export function ReadingFailed({
  view: { error, read },
  onRead,
}: {
  view: WorkbenchView;
  onRead: () => void;
}) {
  if (!error) return null;
  return (
    <div
      role="alert"
      className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 border-t border-danger-line bg-danger-soft px-6 py-2"
    >
      <p className="min-w-0 flex-1">
        <b className="font-medium text-danger">{headline(read)}</b> {error.message}
      </p>
      <button type="button" className="btn" onClick={onRead}>
        Read again
      </button>
    </div>
  );
}

function headline(read: number): string {
  if (read === 0) return 'The queue could not be read.';
  return `Reading broke off after ${formatCounted(read, 'message')}; these are shown.`;
}
