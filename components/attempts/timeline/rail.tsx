import type { ReactNode } from 'react';

/** One row of the timeline: a piece of the rail on the left, what it stands for on the right. */
export function RailRow({ rail, children }: { rail: ReactNode; children?: ReactNode }) {
  return (
    <li className="grid grid-cols-[12px_minmax(0,1fr)] gap-x-3">
      <div aria-hidden className="relative flex flex-col items-center">
        {rail}
      </div>
      <div className="min-w-0">{children}</div>
    </li>
  );
}

/** The line below a dot, as long as its row; the last has none. */
export function Thread({ dashed = false }: { dashed?: boolean }) {
  return <span className={`w-0 flex-1 border-l ${dashed ? 'border-dashed' : ''} border-line-strong`} />;
}
