import CircleAlert from 'lucide-react/icons/circle-alert';

import { formatCounted } from '#components/ui/format.ts';

/** Messages that may exist twice: said first, because somebody must look at them. */
export function DoubtBand({ count, onShow }: { count: number; onShow: () => void }) {
  if (!count) return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-warning-line bg-warning-soft px-6 py-3"
    >
      <CircleAlert size={18} aria-hidden className="text-warning" />
      <p className="mr-auto max-w-[96ch] min-w-0 flex-1">
        <b className="font-medium text-warning">{formatCounted(count, 'message')} may be doubled.</b> The job
        was interrupted while it moved {count === 1 ? 'it' : 'them'}, so the original and a copy may both
        exist. Nothing is lost. Check that processing {count === 1 ? 'it' : 'one'} twice does no harm.
      </p>
      <button type="button" className="btn" onClick={onShow}>
        {count === 1 ? 'Show it' : 'Show them'}
      </button>
    </div>
  );
}
